"""The fetcher of linked sources: a door to other servers, so it works in a process of its own.

`visitor` starts it; `fetch` is that process. Nothing here knows Django, the database or a secret.
"""
