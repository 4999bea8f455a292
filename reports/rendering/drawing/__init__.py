"""The blocks of a payload as HTML: for paper and for the screen, from the same shapes and mostly the same templates."""
