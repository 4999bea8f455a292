"""What needs somebody's attention: late, waiting for others, not reported, without an owner."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.languages import Told
from renaksi.queries.grid import PeriodFacts
from renaksi.queries.wording import waits_text
from reports.document import Heading, Paragraph, Part, Phrase, Points, TableView
from reports.document.blocks import Block
from reports.domain.outlines import PartKey
from reports.payload.figures_tables import milestones_table
from reports.payload.keys import commitment_name, milestone_key
from reports.payload.material import Material
from reports.payload.promises import Promise, blocked, overdue, promises
from reports.payload.sentences import late_sentence, never_came, reported_sentence, reports_in
from reports.payload.words import in_words

ANCHOR = "perhatian"
_LATE = ("commitment", "title", "owner", "due", "days_late", "blocked_days", "verified")
_SILENT = ("commitment", "title", "owner", "due", "status", "verified")
_OWNERLESS = ("commitment", "title", "due", "status")


def attention(material: Material) -> Iterator[Part]:
    if material.is_monitored:
        yield Part(
            key=PartKey.ATTENTION.value,
            title=_("Perlu perhatian"),
            anchor=ANCHOR,
            blocks=tuple(_blocks(material)),
        )


def _blocks(material: Material) -> Iterator[Block]:
    yield Heading(_("Terlambat"))
    yield from _late(material)
    yield Heading(_("Menunggu instansi lain"))
    yield from _waiting(material)
    yield Heading(_("Tidak lapor"))
    yield from _silent(material, material.period)
    yield from _ownerless(material)


def _late(material: Material) -> Iterator[Block]:
    late = overdue(material)
    yield Paragraph(late_sentence(material), "" if late else "empty")
    if late:
        yield _view(material, late, _LATE, _("Tonggak terlambat, yang paling lama lebih dahulu"))


def _waiting(material: Material) -> Iterator[Block]:
    """The longest wait first; nothing of it is taken off the days late."""
    waiting = list(dict.fromkeys(one.promise for one in blocked(material)))
    if not waiting:
        yield Paragraph(_("Tidak ada tonggak yang sedang menunggu instansi lain."), "empty")
        return
    yield Paragraph(_("Hari menunggu dihitung terpisah dan tidak mengurangi hari terlambat."), "note")
    yield Points(tuple(_wait(material, one) for one in waiting))


def _wait(material: Material, promise: Promise) -> Phrase:
    title = promise.milestone.title
    text = _("Komitmen %(commitment)s, %(milestone)s: %(waits)s") % {
        "commitment": commitment_name(material, promise.line.id),
        "milestone": title,
        "waits": waits_text(promise.milestone),
    }
    return Phrase(in_words(Told(text, title.lang)), f"#{material.anchor_of(promise.line.id)}")


def _silent(material: Material, period: PeriodFacts | None) -> Iterator[Block]:
    if period is None:
        yield Paragraph(_("Belum ada masa pelaporan yang dibuka."), "empty")
        return
    missing = {one.milestone_id for one in never_came(reports_in(material, period))}
    silent = [one for one in promises(material) if one.milestone.id in missing]
    told = {"period": period.label}
    yield Paragraph(reported_sentence(material, period))
    if silent:
        yield _view(material, silent, _SILENT, _("Tidak lapor pada %(period)s") % told)
    elif period.window.closes < material.as_of:
        yield Paragraph(_("Tidak ada yang tidak lapor pada %(period)s.") % told, "empty")


def _ownerless(material: Material) -> Iterator[Block]:
    without = [one for one in promises(material) if one.milestone.owner_id is None]
    if not without:
        return
    yield Heading(_("Tanpa instansi yang melapor"))
    yield Paragraph(
        ngettext(
            "%(count)s tonggak tidak punya instansi yang melapor: tidak seorang pun diminta laporannya.",
            "%(count)s tonggak tidak punya instansi yang melapor: tidak seorang pun diminta laporannya.",
            len(without),
        )
        % {"count": len(without)}
    )
    yield _view(material, without, _OWNERLESS, _("Tonggak tanpa instansi yang melapor"))


def _view(material: Material, found: Iterable[Promise], columns: tuple[str, ...], caption: str) -> TableView:
    table = milestones_table(material)
    places = {row[0]: place for place, row in enumerate(table.rows)}
    keys = [milestone_key(material, one.line.id, one.milestone.id) for one in found]
    return TableView(table.key, columns, tuple(places[key] for key in keys), caption)
