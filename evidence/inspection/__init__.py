"""What a received file really is, found out in a process of its own.

Nothing here knows Django, the database or the site's settings: `evidence.sandbox` starts
`python -m evidence.inspection` without any secret in its environment, and trusts nothing that it says.

A mode is a function `(source: Path, extension: str, folder: Path) -> dict`:

- `clean`: `evidence.inspection.cleaning.clean`
- `preview`: `evidence.inspection.previews.make_previews`
- `cells`: `evidence.inspection.workbook_cells.read_cells`

It reads `source`, writes below `folder` alone and returns what JSON can hold. It raises CheckFailed with the
code of a sentence. Whatever else it raises counts as a file that cannot be inspected (`not_inspected`), except
an OSError that tells of the machine (disk full, no such file): then the file waits for another try.
"""
