"""What the desk of reports asks for; what is allowed is decided by the actions."""
