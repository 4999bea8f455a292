"""Where the parts of an office file lead: to each other, and outside only by a link that somebody clicks."""

import re

from evidence.inspection.refusal import CheckFailed

# Programs, scripts and searches that a link would start.
_ACTIVE_SCHEME = re.compile(
    r"\s*(?:javascript|vbscript|data|mhtml|search|search-ms|ms-[\w.-]+|shell|res|its|mk):", re.IGNORECASE
)
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
_CONTROLS = frozenset({"control", "activexcontrolbinary"})
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
    if attributes.get("TargetMode", "").lower() == "external":
        _check_way_out(kind, target)


def _check_way_out(kind: str, target: str) -> None:
    if kind == _HYPERLINK:
        if _ACTIVE_SCHEME.match(target):
            raise CheckFailed("has_active_content")
    elif kind not in _MAY_LEAD_TO_OWN_MACHINE or not _OWN_MACHINE.match(target):
        raise CheckFailed("has_remote")
