"""Which published records lack the English twin of a text: found by the names of the fields, for models of any app."""
