"""What fields of documents and formulas of sheets may ask for: nothing that runs, nothing from elsewhere."""

import re

from evidence.inspection.refusal import CheckFailed
from evidence.inspection.ways_out import leads_elsewhere, leads_to_share, starts_something

_DDE_FIELD = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_QUERY_FIELD = re.compile(r"\s*DATABASE\b", re.IGNORECASE)
_TAKING_FIELD = re.compile(r"\s*(?:INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK|RD)\b", re.IGNORECASE)
_LINK_FIELD = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"?|(\S+)')

# Texts, names of sheets and of columns.
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|\[[^\[\]]*\]")
_RUNNING_FUNCTION = re.compile(r"(?<![\w.])(?:RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE)\s*\(", re.IGNORECASE)
_ASKING_FUNCTION = re.compile(r"(?<![\w.])(?:_xlfn\.)?(?:WEBSERVICE|IMAGE)\s*\(", re.IGNORECASE)


def check_field_name(code: str) -> None:
    """Of a code that may still go on. Raises CheckFailed."""
    if _DDE_FIELD.match(code):
        raise CheckFailed("has_active_content")


def check_field(code: str, *, another_begins: bool = False) -> None:
    """Of a whole code, or as far as it goes until `another_begins` inside of it. Raises CheckFailed."""
    check_field_name(code)
    words = ["".join(found) for found in _WORD.findall(code)]
    if _LINK_FIELD.match(code):
        _check_link(words)
    elif _QUERY_FIELD.match(code):
        raise CheckFailed("has_remote")
    elif _TAKING_FIELD.match(code) and (another_begins or any(map(leads_elsewhere, words))):
        # What another field writes into the address is known to nobody before.
        raise CheckFailed("has_remote")


def _check_link(words: list[str]) -> None:
    if any(map(starts_something, words)):
        raise CheckFailed("has_active_content")
    if any(map(leads_to_share, words)):
        raise CheckFailed("has_remote")


def check_formula(formula: str) -> None:
    """Raises CheckFailed."""
    bare = _QUOTED.sub("", formula)
    # Outside of names and texts the bar means one thing: let another program be asked.
    if "|" in bare or _RUNNING_FUNCTION.search(bare):
        raise CheckFailed("has_active_content")
    if _ASKING_FUNCTION.search(bare):
        raise CheckFailed("has_remote")
