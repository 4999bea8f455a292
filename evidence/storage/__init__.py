"""What lies on disk: where it rests, how it gets there whole, and what of it may be opened."""
