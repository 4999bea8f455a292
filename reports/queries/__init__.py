"""What is read of reports: one function for each screen."""
