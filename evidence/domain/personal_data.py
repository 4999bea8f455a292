"""What in a text looks like personal data (UU 27/2022): hints for a person to judge, no more than that.

A NIK has 16 digits: region (2+2+2), date of birth as ddmmyy (women's day is 40 more), serial; a family card
number (KK) is built alike. An employee's NIP has 18 digits and is the name of an office, not of a private person.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

# Digits in groups that at most two signs hold apart: the only way numbers are written by hand.
_RUN = re.compile(r"\+?\(?\d+(?:[ .()\u00a0\u2010-\u2013-]{1,2}\d+)*")
_DIGITS = re.compile(r"\d+")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_NIP = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(19|20)\d\d(0[1-9]|1[0-2])[12]\d{3}")
_MOBILE = re.compile(r"8[1-35789]\d{7,10}")
_ABROAD = re.compile(r"[2-9]\d{7,11}")
_NIK_LENGTH = 16
_NIP_LENGTH = 18
_MOST_GROUPS = 8
# Forms have a box for each digit.
_BOXES = 16
# Kemendagri: 11 is Aceh, 96 Papua Barat Daya.
_PROVINCES = range(11, 97)
_DAYS_OF_WOMEN = 40


class HintKind(StrEnum):
    """Not among `evidence.enums`: the process that reads files knows no Django. Words: `evidence.messages`.

    `UNREAD` is found in no text: it counts once for a file that was not read to its end, and may hold anything.
    """

    NIK = "nik"
    PHONE = "phone"
    EMAIL = "email"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Hint:
    """`start` and `end` as in a slice of the text."""

    kind: HintKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Group:
    digits: str
    start: int
    end: int


def find_hints(text: str) -> tuple[Hint, ...]:
    """In the order of the text; no two overlap."""
    found = [Hint(HintKind.EMAIL, *match.span()) for match in _EMAIL.finditer(text)]
    for run in _RUN.finditer(text):
        found += _in_run(text, run)
    return tuple(_apart(sorted(found, key=lambda hint: (hint.start, -hint.end))))


def count_hints(texts: Iterable[str]) -> dict[str, int]:
    """How many of each kind, without the kinds that were not found."""
    return dict(Counter(hint.kind.value for text in texts for hint in find_hints(text)))


def _apart(hints: Iterable[Hint]) -> Iterator[Hint]:
    end = 0
    for hint in hints:
        if hint.start >= end:
            end = hint.end
            yield hint


def _in_run(text: str, run: re.Match[str]) -> Iterator[Hint]:
    if _THOUSANDS.fullmatch(run.group()):
        return
    groups = [_Group(one.group(), *one.span()) for one in _DIGITS.finditer(text, *run.span())]
    at = 0
    while at < len(groups):
        are_boxes = _are_boxes(groups, at)
        length, kind = (_BOXES, HintKind.NIK) if are_boxes else _at(text, groups[at : at + _MOST_GROUPS])
        if kind is not None:
            first, last = groups[at], groups[at + length - 1]
            yield Hint(kind, _start(text, first, kind), last.end)
        at += length


def _at(text: str, groups: list[_Group]) -> tuple[int, HintKind | None]:
    """How many of the groups belong together, and what they look like; None for nothing that is told."""
    if length := _whole(groups, _NIP_LENGTH, looks_like_nip):
        return length, None
    if length := _whole(groups, _NIK_LENGTH, looks_like_nik):
        return length, HintKind.NIK
    if length := _phone(text, groups):
        return length, HintKind.PHONE
    return 1, None


def _are_boxes(groups: list[_Group], at: int) -> bool:
    """Sixteen single digits on their own; a row of more is a table."""
    boxes = groups[at : at + _BOXES]
    beside = [*groups[max(at - 1, 0) : at], *groups[at + _BOXES : at + _BOXES + 1]]
    if len(boxes) < _BOXES or not all(map(_is_single, boxes)) or any(map(_is_single, beside)):
        return False
    return looks_like_nik("".join(one.digits for one in boxes))


def _is_single(group: _Group) -> bool:
    return len(group.digits) == 1


def _whole(groups: list[_Group], digits: int, is_one: Callable[[str], bool]) -> int:
    joined = ""
    for length, group in enumerate(groups, 1):
        joined += group.digits
        if len(joined) >= digits:
            return length if len(joined) == digits and is_one(joined) else 0
    return 0


def looks_like_nip(digits: str) -> bool:
    """18 digits: date of birth, month of appointment, 1 or 2 for the sex, serial."""
    return _NIP.fullmatch(digits) is not None


def looks_like_nik(digits: str) -> bool:
    """16 digits with a province, a day, a month and a serial that can be."""
    day = int(digits[6:8])
    return (
        int(digits[:2]) in _PROVINCES
        and (1 <= day <= 31 or 1 <= day - _DAYS_OF_WOMEN <= 31)
        and 1 <= int(digits[8:10]) <= 12
        and digits[12:] != "0000"
    )


def _phone(text: str, groups: list[_Group]) -> int:
    """The most groups that make one number; 0 if they make none."""
    first = groups[0]
    before = text[first.start - 1 : first.start]
    if before.isalnum() or before == "_":
        return 0
    plus = before == "+" or text[max(first.start - 2, 0) : first.start] == "+("
    for length in range(len(groups), 0, -1):
        if _is_phone([group.digits for group in groups[:length]], plus=plus):
            return length
    return 0


def _is_phone(groups: list[str], *, plus: bool) -> bool:
    """08…, +62… or 628…; without a plus a number is told only if it is a mobile one."""
    joined = "".join(groups)
    if joined.startswith("62"):
        national = joined[2:].removeprefix("0")
        return _MOBILE.fullmatch(national) is not None or (plus and _ABROAD.fullmatch(national) is not None)
    # A date such as 08-12-2024 begins with a group of two.
    return len(groups[0]) > 2 and joined[:1] == "0" and _MOBILE.fullmatch(joined[1:]) is not None


def _start(text: str, first: _Group, kind: HintKind) -> int:
    """With the plus of a phone number."""
    start = first.start
    while kind == HintKind.PHONE and start and text[start - 1] in "+(":
        start -= 1
    return start
