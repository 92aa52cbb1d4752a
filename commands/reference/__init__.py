"""What the commands say of themselves: help topics, completion, the reference and the manual pages."""
