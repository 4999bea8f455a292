"""Who opened which proof. A log of its own beside the audit log: openings are many, and are kept for a time only."""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction

from accounts.models import User
from accounts.permissions import Actor
from evidence.enums import EvidenceState
from evidence.models import Evidence, Opening

logger = logging.getLogger(__name__)

# A year of reporting, and the month in which it is looked at.
KEPT = timedelta(days=400)
# Who turns pages asks for a picture each, and reads once.
ONE_READING = timedelta(hours=1)


class OpeningNotLogged(Exception):
    """The proof is internal and its opening could not be written down: it stays closed."""


def log_opening(*, evidence: Evidence, by: Actor, part: str, at: datetime, begins: bool = True) -> None:
    """`part` is what was handed over: "file", "link", "page", "copy". Who is not signed in stays nameless.

    Pages that the same person turns within `ONE_READING` are one opening, and so is the rest of a download
    (`begins` is False). Who asks for all but the first byte has opened it all the same.

    What everybody may open is handed over also if the database takes no writes. Raises OpeningNotLogged.
    """
    person = by if isinstance(by, User) else None
    if (part == "page" or not begins) and _reads_on(evidence, person, part, at):
        return
    try:
        with transaction.atomic():
            Opening.objects.create(evidence=evidence, at=at, by=person, part=part)
    except DatabaseError as error:
        if evidence.state != EvidenceState.PUBLISHED:
            raise OpeningNotLogged from error
        logger.warning("The opening of public proof %s was not logged", evidence.public_id)


def _reads_on(evidence: Evidence, person: User | None, part: str, at: datetime) -> bool:
    lately = Opening.objects.filter(evidence=evidence, part=part, at__gt=at - ONE_READING)
    return lately.filter(by=person).exists()


def forget_old_openings(now: datetime) -> int:
    """The sweep: what is older than `KEPT` goes. Tells how many."""
    forgotten, _by_model = Opening.objects.filter(at__lt=now - KEPT).delete()
    return forgotten
