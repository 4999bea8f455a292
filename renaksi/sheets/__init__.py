"""The sheet of one institution and period: filled away from the site, read again, compared, saved as drafts.

What a cell means is decided here, by pure functions; whether a draft may be saved is decided by the same actions as
for the form. Proofs do not travel in a sheet: they follow by page.
"""
