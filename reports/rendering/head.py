"""What every edition of a report says of itself: its day, its fingerprint, what it replaces, where to check it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from foundation.formats import long_date, moment
from reports.document import Edition, Payload
from reports.document.payload import fingerprint, short_fingerprint
from reports.rendering.qr import verification_address


@dataclass(frozen=True, slots=True)
class Head:
    """Worded in the language that is active. `print` is the short fingerprint, `stamp` the foot of each page."""

    as_of: str
    gathered: str
    print: str
    check_address: str
    stamp: str
    replaced_on: str
    replaced_print: str


def head_of(payload: Payload, content: bytes) -> Head:
    """`content`: the payload's bytes."""
    whole = fingerprint(content)
    as_of = long_date(date.fromisoformat(payload.as_of))
    told = {"print": short_fingerprint(whole), "date": as_of}
    replaced = payload.replaces
    return Head(
        as_of=as_of,
        gathered=moment(datetime.fromisoformat(payload.gathered_at)),
        print=short_fingerprint(whole),
        check_address=verification_address(payload, whole),
        stamp=_("Sidik %(print)s · data per %(date)s · Renaksi") % told,
        replaced_on=_day(replaced.published_on) if replaced else "",
        replaced_print=short_fingerprint(replaced.fingerprint) if replaced else "",
    )


def full_title(edition: Edition) -> str:
    return f"{edition.title}: {edition.subtitle}" if edition.subtitle else edition.title


def _day(published_on: str) -> str:
    """An ISO day or moment."""
    is_day = len(published_on) == len("2026-11-22")
    return long_date((date if is_day else datetime).fromisoformat(published_on))
