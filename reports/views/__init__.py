"""The public side of reports, and the doors of their files."""
