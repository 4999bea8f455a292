"""Where the parts of an office file lead: to each other, and outside only by a link that somebody clicks."""

import re

from evidence.inspection.refusal import CheckFailed
from evidence.inspection.ways_out import as_followed, leads_to_share, starts_something

# A path without a host: a drive of the sender's, or a neighbour of the file.
_OWN_MACHINE = re.compile(
    r"file:/{3}[A-Za-z]:|[A-Za-z]:[\\/]|(?![/\\]{2})(?![A-Za-z][\w+.-]*:)", re.IGNORECASE
)
_HYPERLINK = "hyperlink"
# Templates, other workbooks and pictures of the sender's own machine are not found by anybody else.
_MAY_LEAD_TO_OWN_MACHINE = frozenset(
    {"attachedtemplate", "externallinkpath", "externallink", "xlpathmissing", "image", "hyperlink"}
)
_MACROS = frozenset({"vbaproject", "xlmacrosheet", "xlintlmacrosheet", "wordvbadata", "dialogsheet"})
# Add-ins come from a shop or a share as soon as the file is opened.
_CONTROLS = frozenset({"control", "activexcontrolbinary", "webextension", "webextensiontaskpanes"})
_CONNECTIONS = frozenset({"connections", "querytable"})
# Inside of the package there are names of parts and nothing else.
_LEADS_OUT = re.compile(r"[A-Za-z][\w+.-]+:|[/\\]{2}")
_OTHER_KINDS = frozenset({"afchunk", "oleobject", "subdocument", "frame"})


def check_relation(attributes: dict[str, str]) -> None:
    """`attributes` of a Relationship element; raises CheckFailed."""
    kind = attributes.get("Type", "").rpartition("/")[2].lower()
    target = attributes.get("Target", "")
    if kind in _MACROS:
        raise CheckFailed("has_macros")
    if kind in _CONTROLS:
        raise CheckFailed("has_active_content")
    if kind in _OTHER_KINDS:
        raise CheckFailed("has_embedded")
    if kind in _CONNECTIONS:
        raise CheckFailed("has_remote")
    if attributes.get("TargetMode", "").lower() == "external":
        _check_way_out(kind, target)
    elif _LEADS_OUT.match(as_followed(target)):
        raise CheckFailed("has_remote")


def _check_way_out(kind: str, target: str) -> None:
    if kind != _HYPERLINK:
        if kind not in _MAY_LEAD_TO_OWN_MACHINE or not _OWN_MACHINE.match(as_followed(target)):
            raise CheckFailed("has_remote")
    elif starts_something(target):
        raise CheckFailed("has_active_content")
    elif leads_to_share(target):
        raise CheckFailed("has_remote")
