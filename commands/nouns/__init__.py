"""One file a noun: its verbs."""
