"""A coalition's ledger as plain dictionaries: what each command line does to it, and what it refuses.

It knows no code of the ledger: its rules are written down once more, as people are told them.
"""
