"""Reading other people's tables: read, check, compare, apply."""
