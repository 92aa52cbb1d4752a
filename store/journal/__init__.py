"""Entries and files: what the ledger is made of, and how it is kept. Knows no kinds of document."""
