"""What the front serves beside its pages."""
