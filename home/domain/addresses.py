"""Addresses that staff type for menus, footer, banner and buttons."""

from urllib.parse import urlsplit

_OUTSIDE = frozenset({"https", "http"})


def is_safe_address(address: str) -> bool:
    """A path of this site ("/kabar/"), a web address, or a mail address with `mailto:`; nothing that runs or hides."""
    if not address or any(character.isspace() or ord(character) < 32 for character in address):
        return False
    if "\\" in address or address.startswith("//"):
        return False
    if address.startswith("/"):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in _OUTSIDE and bool(parts.hostname) and parts.username is None


def leads_to(address: str, path: str) -> bool:
    """Whether somebody at `path` stands at or below the menu's `address`; both without the prefix of a language."""
    own = address.partition("?")[0].partition("#")[0]
    if not own.startswith("/"):
        return False
    return path == own if own == "/" else path.startswith(own if own.endswith("/") else f"{own}/")
