"""“Sejak laporan ini”: what is otherwise today than a published version says; asked anew each time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.enums import EvidenceState
from foundation.formats import percent
from foundation.languages import Told
from renaksi.enums import CompletionStatus
from renaksi.models import Amendment, CompletionDecision, EvidenceItem
from renaksi.queries.lines import CommitmentLine
from renaksi.queries.listing import lines_of
from renaksi.querysets import CommitmentQuerySet
from reports.document import DataTable, State
from reports.models import ReportBuild, ReportFile
from reports.payload.numbers import hundredths
from reports.storage import FileDamaged, read_payload
from reports.subject import subject_of

# So many changed commitments are named; the others are counted.
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class ChangedCommitment:
    title: Told
    url: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """`more` changed commitments are not named in `changed`; `added` and `gone` ones are in one of the two alone.

    `is_compared` is false for a report that holds no commitments: then only what is counted is known.
    """

    as_of: date
    is_compared: bool
    changed: tuple[ChangedCommitment, ...]
    more: int
    added: int
    gone: int
    accepted: int
    amendments: int
    decisions: int
    taken_down: int

    @property
    def changes(self) -> int:
        """How many commitments stand otherwise."""
        return len(self.changed) + self.more

    @property
    def is_unchanged(self) -> bool:
        counts = (self.added, self.gone, self.accepted, self.amendments, self.decisions, self.taken_down)
        return not self.changes and not any(counts)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a table says of a commitment: the code of its status or blank, and its percent or None."""

    status: str
    percent: int | float | None

    def __str__(self) -> str:
        """Substansial, terbukti 62 %; what is not proven has its status alone."""
        word = str(CompletionStatus(self.status).label) if self.status in CompletionStatus else ""
        if self.percent is None:
            return word or _("belum ada bukti")
        proof = _("terbukti %(percent)s") % {"percent": percent(self.percent, "")}
        return f"{word}, {proof}" if word else proof


def since_report(build: ReportBuild, *, today: date) -> Since:
    """A constant number of queries; the payload is read once per process."""
    as_of = build.as_of or today
    commitments = subject_of(build.report).commitments()
    then = standings_in(build.pk, build.payload_sha256)
    now = _by_key(commitments) if then else {}
    changed = _changed(then, now, today)
    return Since(
        as_of=as_of,
        is_compared=bool(then),
        changed=changed[:MOST_NAMED],
        more=len(changed[MOST_NAMED:]),
        added=len(now.keys() - then.keys()),
        gone=len(then.keys() - now.keys()),
        taken_down=build.evidence.filter(state=EvidenceState.TAKEN_DOWN).count(),
        **_counts(commitments, after=as_of),
    )


def _counts(commitments: CommitmentQuerySet, *, after: date) -> dict[str, int]:
    """What happened to these commitments from the day after on."""
    begins = timezone.make_aware(datetime.combine(after + timedelta(days=1), time.min))
    ids = commitments.order_by().values("pk")
    accepted = EvidenceItem.objects.proving().filter(
        update__milestone__commitment__in=ids, judged_at__gte=begins, evidence__state=EvidenceState.PUBLISHED
    )
    return {
        "accepted": accepted.values("evidence").distinct().count(),
        "amendments": Amendment.objects.filter(commitment__in=ids, at__gte=begins).count(),
        "decisions": CompletionDecision.objects.filter(commitment__in=ids, at__gte=begins).count(),
    }


def _changed(
    then: Mapping[str, Standing], now: Mapping[str, int], today: date
) -> tuple[ChangedCommitment, ...]:
    """In the order of the report."""
    both = [key for key in then if key in now]
    lines = {line.id: line for line in lines_of([now[key] for key in both], on=today, current=False)}
    pairs = ((then[key], lines[now[key]]) for key in both if now[key] in lines)
    return tuple(
        ChangedCommitment(line.title, line.url, str(before), str(_standing_now(line)))
        for before, line in pairs
        if before != _standing_now(line)
    )


def _by_key(commitments: CommitmentQuerySet) -> dict[str, int]:
    rows = commitments.order_by().values_list("plan__slug", "slug", "pk")
    return {f"{plan}/{slug}": pk for plan, slug, pk in rows}


def _standing_now(line: CommitmentLine) -> Standing:
    return Standing(line.status, hundredths(line.percent))


@lru_cache(maxsize=64)
def standings_in(build_id: int, fingerprint: str) -> Mapping[str, Standing]:  # noqa: ARG001 - another payload is another entry
    """By the stable key of the commitment, in the order of the report; empty for a report without that table."""
    build = ReportBuild.objects.get(pk=build_id)
    try:
        table = read_payload(build).main.table("commitments")
        return dict(_rows(table))
    except (ReportFile.DoesNotExist, FileDamaged, KeyError, ValueError):
        return {}


def _rows(table: DataTable) -> Iterable[tuple[str, Standing]]:
    """Raises ValueError for a table without the columns that are compared."""
    key, status, percent = (table.place(name) for name in ("key", "status", "verified"))
    for row in table.rows:
        state, proven = row[status], row[percent]
        yield (
            str(row[key]),
            Standing(
                state.code if isinstance(state, State) else "",
                proven if isinstance(proven, int | float) else None,
            ),
        )
