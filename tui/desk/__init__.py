"""Where the ledger lies, and how threads are lent it."""
