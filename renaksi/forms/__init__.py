"""Forms read what people type; what may be done with it is for the actions to say."""
