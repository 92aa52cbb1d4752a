"""What is asked over a screen, and goes when it is answered."""
