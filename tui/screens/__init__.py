"""What can fill the whole terminal; no screen knows another."""
