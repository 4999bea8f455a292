"""What in a PDF acts by itself, plays, submits, leads to other files or carries them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from evidence.inspection.refusal import CheckFailed
from evidence.inspection.ways_out import leads_to_share, starts_something

_ACTIVE_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
        "/GoTo3DView",
    }
)
_LEADING_ACTIONS = frozenset({"/GoToR", "/GoToE"})
# ISO 32000-2, table 201, without the above: these move within the document or open an address on a click.
_QUIET_ACTIONS = frozenset(
    {
        "/GoTo",
        "/GoToDp",
        "/Hide",
        "/Named",
        "/ResetForm",
        "/SetOCGState",
        "/Thread",
        "/Trans",
        "/URI",
    }
)
_ACTIVE_KINDS = frozenset({"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen", "/PS"})
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA"})
# Events of the catalogue, pages, annotations and fields; a font may be called AA, too, but has none of these.
_EVENTS = frozenset("/O /C /E /X /D /U /Fo /Bl /PO /PC /PV /PI /K /F /V /WC /WS /DS /WP /DP".split())
_EMBEDDED = frozenset({"/F", "/UF", "/DOS", "/Mac", "/Unix"})
# Steps that follow the opening of a document; people's take one.
_MOST_AT_OPENING = 100

# Names come out of the library in one spelling (`/J#53` as `/JS`), so one look tells most objects harmless.
_SUSPECT = re.compile(
    rb"/(?:JS|JavaScript|XFA|AA|EF|EmbeddedFile|FileAttachment|URI|Action|Launch|SubmitForm|ImportData|Rendition"
    rb"|Movie|Sound|RichMedia\w*|GoTo3DView|GoToR|GoToE|3D|Screen|PS|F|Ref|OpenAction)\b"
)


def refuse_active_content(objects: Iterable[Any]) -> None:
    """`objects` are all indirect ones, used or not: a number or nothing among them is Python's own. Raises CheckFailed."""
    for found in objects:
        if not isinstance(found, pikepdf.Object):
            continue
        if (
            isinstance(found, pikepdf.Name)
            and str(found) in _ACTIVE_ACTIONS | _LEADING_ACTIONS | _ACTIVE_KINDS
        ):
            # Named where the action cannot be told by itself: nobody writes this without wanting to hide it.
            raise CheckFailed("has_active_content")
        head = found.stream_dict if isinstance(found, pikepdf.Stream) else found
        if _SUSPECT.search(head.unparse(resolved=True)):
            if isinstance(found, pikepdf.Stream) and "/F" in head:
                # Its bytes would come from another file.
                raise CheckFailed("has_remote")
            for dictionary in _dictionaries(head):
                _check(dictionary)


def _dictionaries(start: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Itself and what stands in it directly; what it only refers to is an object of its own."""
    waiting = [start]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Dictionary):
            yield found
            children = [value for _key, value in found.items()]
        elif isinstance(found, pikepdf.Array):
            children = list(found)
        else:
            continue
        waiting += [child for child in children if _is_direct_container(child)]


def _is_direct_container(value: object) -> bool:
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect


def _check(found: pikepdf.Object) -> None:
    keys = set(found.keys())
    subtype = _name(found, "/Subtype")
    if keys & _ACTIVE_KEYS or subtype in _ACTIVE_KINDS or _has_events(found):
        raise CheckFailed("has_active_content")
    if subtype == "/FileAttachment" or _name(found, "/Type") == "/EmbeddedFile" or _is_embedding(found):
        raise CheckFailed("has_embedded")
    _check_action(found, _name(found, "/S"))
    _check_opening(found.get("/OpenAction"))
    reference = found.get("/Ref")
    if isinstance(reference, pikepdf.Dictionary) and "/F" in reference:
        # A page of another document would be drawn here.
        raise CheckFailed("has_remote")


def _check_action(found: pikepdf.Object, kind: str) -> None:
    is_action = _name(found, "/Type") == "/Action"
    if kind in _LEADING_ACTIONS or (kind == "/Thread" and "/F" in found):
        raise CheckFailed("has_remote")
    if kind in _ACTIVE_ACTIONS or (is_action and kind not in _QUIET_ACTIONS):
        raise CheckFailed("has_active_content")
    address = found.get("/URI")
    if isinstance(address, pikepdf.String) and (
        starts_something(str(address)) or leads_to_share(str(address))
    ):
        raise CheckFailed("has_active_content")


def _check_opening(action: Any) -> None:
    """Of the document, with all that follows on it; a place instead of an action is a list or a name."""
    waiting = [action]
    for _ in range(_MOST_AT_OPENING):
        found = waiting.pop() if waiting else None
        if isinstance(found, pikepdf.Array) and found is not action:
            waiting += list(found)
        elif isinstance(found, pikepdf.Dictionary):
            if _name(found, "/S") == "/URI":
                raise CheckFailed("has_active_content")
            waiting.append(found.get("/Next"))
    if waiting:
        raise CheckFailed("has_active_content")


def _name(found: pikepdf.Object, key: str) -> str:
    value = found.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _has_events(found: pikepdf.Object) -> bool:
    events = found.get("/AA")
    return isinstance(events, pikepdf.Dictionary) and bool(_EVENTS & set(events.keys()))


def _is_embedding(found: pikepdf.Object) -> bool:
    files = found.get("/EF")
    return isinstance(files, pikepdf.Dictionary) and bool(_EMBEDDED & set(files.keys()))
