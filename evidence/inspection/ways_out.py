"""Addresses in a file, read as the programs read them that follow them: gaps and percent signs hide nothing."""

import re
from urllib.parse import unquote

_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
# Programs, scripts and searches that a link would start.
_STARTS = re.compile(
    r"(?:javascript|vbscript|data|mhtml|search|search-ms|ms-[\w.-]+|shell|res|its|mk):", re.IGNORECASE
)
# A share of another machine, which asks who comes for a name and the hash of a password; `file:///C:` and the
# sloppy `file://C:` stay at home.
_SHARE = re.compile(r"(?:file:)?(?:[/\\]{2}(?![/\\]|[A-Za-z]:)|[/\\]{4})", re.IGNORECASE)
_OTHER_HOST = re.compile(r"(?:https?|ftps?|webdav|dav|smb):", re.IGNORECASE)


def as_followed(address: str) -> str:
    return _UNSEEN.sub("", unquote(address))


def starts_something(address: str) -> bool:
    return _STARTS.match(as_followed(address)) is not None


def leads_to_share(address: str) -> bool:
    return _SHARE.match(as_followed(address)) is not None


def leads_elsewhere(address: str) -> bool:
    return leads_to_share(address) or _OTHER_HOST.match(as_followed(address)) is not None
