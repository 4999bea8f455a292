"""Office files (OOXML): a ZIP container without tricks, parts that are whole XML, and nothing that acts.

Charts bring their table along as an office file inside the file; it is inspected in the same way.
"""

from pathlib import Path

from evidence.inspection.first_bytes import check_first_bytes
from evidence.inspection.kinds import KINDS
from evidence.inspection.office.container import Budget, Container, Member
from evidence.inspection.office.members import check_members
from evidence.inspection.office.parts import XML, check_parts, ending_of
from evidence.inspection.refusal import CheckFailed

# Elements open and close, so this is some six million of them.
MOST_BRACKETS = 12_000_000
# A file in a file in a file has no honest reason.
_MOST_DEPTH = 1
_ZIP = "application/zip"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMATS = frozenset({"docx", "xlsx", "pptx"})


def check_office(source: Path, extension: str) -> None:
    """Raises CheckFailed."""
    data = source.read_bytes()
    if data.startswith(_OLD_OFFICE):
        # The container of old formats is also that of a new one with a password.
        raise CheckFailed("old_or_locked")
    # The first bytes of an office file tell its kind only if its members stand in the usual order.
    check_first_bytes(source, _ZIP, KINDS[extension].content_type)
    _check(data, extension, Budget.for_packed(len(data)), depth=0)


def _check(data: bytes, extension: str, budget: Budget, *, depth: int) -> None:
    container = Container.opened(data)
    embedded = check_members(container, extension)
    _unpack(container, budget)
    check_parts(container, extension)
    for member in embedded:
        _check_embedded(container, member, budget, depth + 1)


def _unpack(container: Container, budget: Budget) -> None:
    """All of it, so that each member is known to hold what it announces before any is looked into."""
    brackets = 0
    for member in container.members:
        is_read = ending_of(member) in XML
        for chunk in container.chunks(member, budget):
            # Counting them takes no time; going through the elements does.
            brackets += chunk.count(b"<") if is_read else 0
    if brackets > MOST_BRACKETS:
        raise CheckFailed("unpacks_too_large")


def _check_embedded(container: Container, member: Member, budget: Budget, depth: int) -> None:
    extension = member.name.rpartition(".")[2].lower()
    if extension not in _FORMATS or depth > _MOST_DEPTH:
        raise CheckFailed("has_embedded")
    _check(b"".join(container.chunks(member)), extension, budget, depth=depth)
