"""How Allied looks and answers as a person prefers, kept in a file of theirs."""
