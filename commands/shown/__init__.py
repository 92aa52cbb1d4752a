"""What people and programs are shown, and in which format."""
