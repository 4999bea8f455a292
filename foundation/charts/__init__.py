"""Pictures of data as inline SVG, drawn on the server: one drawing for the page and for the PDF.

Every picture has a title and a description, says its statuses by mark and texture besides colour, and
has its numbers as a twin table (`.table()`). Places across are percents of the width, so that text keeps
its size from a phone to a sheet of paper. Colours are `color` attributes of groups with a class
`tone-…`: a style sheet may set `color` on that class, the PDF takes the attribute.
"""
