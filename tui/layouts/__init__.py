"""The plans of screens: what is live, what is a list, what is narrowed by a line."""
