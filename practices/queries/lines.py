"""A practice in a list: on cards, in downloads, on the pages of others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import month_year
from foundation.languages import Told, told
from practices.domain.freshness import Freshness, freshness
from practices.enums import EvidenceLevel, Life
from practices.models import PracticePage

# The mark that stands beside the word (templates/components/marks.html).
LEVEL_MARKS = {
    EvidenceLevel.CLAIMED: "pending",
    EvidenceLevel.DOCUMENTED: "half",
    EvidenceLevel.CHECKED: "good",
}
LIFE_MARKS = {Life.RUNNING: "good", Life.GROWN: "good", Life.STOPPED: "bad", Life.UNKNOWN: "neutral"}


@dataclass(frozen=True, slots=True)
class Status:
    """`code` is the mark, `word` its label, `note` how old it is; shape of `status_badge.html`."""

    code: str
    word: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PracticeLine:
    id: int
    slug: str
    title: Told
    url: str
    theme: Told
    place: Told
    since: str
    summary: Told
    level: Status
    life: Status
    copies: int
    is_sample: bool


def public_practices(*, sample: bool = False) -> QuerySet[PracticePage]:
    """What is published: the real ones, or those made up for the demonstration; never both."""
    return (
        PracticePage.objects.live()
        .filter(is_sample=sample)
        .select_related("theme", "region")
        .order_by("theme__sort_order", "title", "pk")
    )


def practice_line(page: PracticePage, *, url: str | None = None, today: date | None = None) -> PracticeLine:
    return PracticeLine(
        id=page.pk,
        slug=page.slug,
        title=told(page, "title"),
        url=page.get_url() or "" if url is None else url,
        theme=told(page.theme, "name"),
        place=Told(page.region.name) if page.region else told(page, "place_name"),
        since=page.since,
        summary=told(page, "summary"),
        level=level_of(page),
        life=life_of(page, today or timezone.localdate()),
        copies=page.copies,
        is_sample=page.is_sample,
    )


def practice_lines(pages: Iterable[PracticePage]) -> tuple[PracticeLine, ...]:
    today = timezone.localdate()
    return tuple(practice_line(page, today=today) for page in pages)


def level_of(page: PracticePage) -> Status:
    level = EvidenceLevel(page.evidence_level)
    return Status(LEVEL_MARKS[level], str(level.label))


def life_of(page: PracticePage, today: date) -> Status:
    """What the owner last said, and how long ago: a word that nobody renewed for a year says so."""
    life = Life(page.life)
    age = freshness(page.life_confirmed_on, today)
    return Status(LIFE_MARKS[life], str(life.label), _age(life, age))


def _age(life: Life, age: Freshness) -> str:
    if age.confirmed_on is None or age.months is None:
        # Goes on from the word: "Belum diketahui apakah masih berjalan".
        return _("apakah masih berjalan") if life == Life.UNKNOWN else _("belum pernah dikonfirmasi")
    if age.is_stale:
        months = age.months
        return ngettext(
            "belum dikonfirmasi %(months)s bulan", "belum dikonfirmasi %(months)s bulan", months
        ) % {"months": months}
    return _("dikonfirmasi %(month)s") % {"month": month_year(age.confirmed_on)}
