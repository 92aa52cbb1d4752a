"""What keys do with what is in view."""
