"""The commands across nouns, a file each."""
