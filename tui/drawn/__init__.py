"""Charts as lines of text, one file a kind; none of them knows the ledger, or says anything by colour alone."""
