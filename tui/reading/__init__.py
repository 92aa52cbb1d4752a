"""What screens show, each read whole in a thread: rows and columns, or one thing; knows no widget."""
