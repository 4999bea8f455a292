"""Milestones, evidence and changes: what comes in long lists."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from reports.document import Changes, EvidenceList, Milestones, Text
from reports.document.blocks import Change, EvidenceEntry, Milestone
from reports.rendering.drawing.canvas import evidence_anchor
from reports.rendering.office.markup import Cell, Row, paragraph, table
from reports.rendering.office.pages import Page
from reports.rendering.office.tables import cell, head_cells
from reports.rendering.office.writer import Writer

_BETWEEN = " · "


def drawn_milestones(writer: Writer, block: Milestones, page: Page) -> Iterator[str]:
    for item in block.milestones:
        yield _title(writer, item)
        if about := writer.text(_BETWEEN).join(filter(None, map(writer.text, (item.measure, item.owner)))):
            yield paragraph(about, style="Meta", more="<w:keepNext/>")
        yield _figures(writer, item, page, is_monitored=block.is_monitored)
        yield from _story(writer, item)


def _title(writer: Writer, item: Milestone) -> str:
    number = writer.text(f"{item.number}. ", "Strong") if item.number else ""
    state = writer.text("  ") + writer.state(item.code, item.word) if item.word else ""
    return paragraph(number, writer.text(item.title, "Strong"), state, style="MilestoneTitle")


def _figures(writer: Writer, item: Milestone, page: Page, *, is_monitored: bool) -> str:
    target, due = cell(writer.text(item.target or "—")), _due(writer, item)
    if not is_monitored:
        rows: list[Row] = [head_cells(writer, _("Target"), _("Tenggat")), [target, due]]
        return table(rows, page.shares([50, 50]), style="Data", caption=str(item.title))
    claimed = cell(writer.text(item.claimed or _("belum ada laporan")))
    heads = head_cells(writer, _("Target"), _("Klaim instansi"), _("Terverifikasi"), _("Tenggat"))
    rows = [heads, [target, claimed, _verified(writer, item), due]]
    return table(rows, page.shares([22, 22, 26, 30]), style="Data", caption=str(item.title))


def _verified(writer: Writer, item: Milestone) -> Cell:
    if not item.proven:
        return cell(writer.text(item.verified or _("belum ada bukti")))
    return _noted(writer.text(item.proven, "Strong"), [writer.text(item.verified)])


def _due(writer: Writer, item: Milestone) -> Cell:
    before = (
        writer.text(_("semula") + " ") + writer.text(item.original_due, "Struck") if item.original_due else ""
    )
    notes = [before, writer.text(item.late, "Warned"), writer.text(item.blocked_days)]
    return _noted(writer.text(item.due or _("tanpa tenggat")), notes)


def _noted(main: str, notes: Iterable[str]) -> Cell:
    small = (paragraph(note, style="CellNote") for note in notes if note)
    return Cell(paragraph(main, style="Cell") + "".join(small))


def _story(writer: Writer, item: Milestone) -> Iterator[str]:
    told: tuple[tuple[str, Text], ...] = (
        (_("Ditarik:"), item.withdrawn),
        (_("Perkembangan:"), item.narrative),
        (_("Kendala:"), item.challenges),
        (_("Langkah berikutnya:"), item.next_step),
        (_("Menunggu pihak lain:"), item.blocked_by),
    )
    for word, text in told:
        if str(text):
            yield _labelled(writer, word, writer.text(text))
    if item.missing:
        missing = writer.text("; ").join(writer.text(one) for one in item.missing)
        yield _labelled(writer, _("Bukti yang kurang:"), missing)
    if item.accepted or item.evidence or item.internal:
        yield _labelled(writer, _("Data dukung:"), _proofs(writer, item))


def _proofs(writer: Writer, item: Milestone) -> str:
    numbers = [writer.linked(f"[{one}]", f"#{evidence_anchor(one)}") for one in item.evidence]
    told = writer.text(" ").join(filter(None, [writer.text(item.accepted), *numbers]))
    return writer.text("; ").join(filter(None, [told, writer.text(item.internal)]))


def _labelled(writer: Writer, word: str, runs: str) -> str:
    return paragraph(writer.text(f"{word} ", "Strong"), runs)


def drawn_evidence(writer: Writer, block: EvidenceList, _page: Page) -> Iterator[str]:
    for entry in block.entries:
        place = writer.place(evidence_anchor(entry.number))
        title = writer.linked(entry.title, entry.url)
        told = (
            place + writer.text(f"[{entry.number}] ", "Strong") + title,
            _about(writer, entry),
            writer.text(f"SHA-256 {entry.sha256}" if entry.sha256 else ""),
            writer.linked(entry.url, entry.url),
        )
        yield from _kept_together([line for line in told if line])


def _kept_together(lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        style = "Meta" if number > 1 else "Evidence"
        yield paragraph(line, style=style, more="<w:keepNext/>" if number < len(lines) else "")


def _about(writer: Writer, entry: EvidenceEntry) -> str:
    told: tuple[Text, ...] = (entry.milestone, entry.kind, entry.size, entry.date, entry.source)
    runs = [writer.text(text) for text in told]
    if str(entry.requirement):
        runs.append(writer.text(_("menjawab:") + " ") + writer.text(entry.requirement))
    runs.append(writer.text(entry.note))
    return writer.text(_BETWEEN).join(filter(None, runs))


def drawn_changes(writer: Writer, block: Changes, page: Page) -> Iterator[str]:
    if block.changes:
        head = head_cells(writer, _("Yang diubah"), _("Semula"), _("Menjadi"), _("Alasan"))
        rows = [head, *(_change(writer, one) for one in block.changes)]
        yield table(rows, page.shares([28, 22, 22, 28]), style="Data", caption=_("Perubahan setelah terbit"))


def _change(writer: Writer, change: Change) -> Row:
    subject = writer.text(change.subject) + writer.text(": ") if str(change.subject) else ""
    return [
        _noted(subject + writer.text(change.field, "Strong"), [writer.text(change.date)]),
        cell(writer.text(change.old, "Struck") if str(change.old) else writer.text("—")),
        cell(writer.text(change.new if str(change.new) else "—")),
        cell(writer.text(change.reason)),
    ]
