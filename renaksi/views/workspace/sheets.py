"""Fill in a spreadsheet instead of forms: take it, send it, see what would change, save it as drafts."""

import io
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.web.verbs import SAFE, found_first
from institutions.models import Institution
from renaksi.actions.refusals import Refused
from renaksi.actions.sheets import SavedRow, SheetDraft, apply_sheet
from renaksi.actions.updates import submit_update
from renaksi.enums import PeriodState
from renaksi.forms.sheet import SheetUploadForm
from renaksi.models import Milestone, ReportingPeriod, ReportSheet
from renaksi.permissions import is_reporter
from renaksi.queries.guards import window_for
from renaksi.queries.submissions import missing_by_update
from renaksi.queries.workspace.deadlines import deadline_of
from renaksi.queries.workspace.sheet_drafts import draft_lines, editable_updates
from renaksi.queries.workspace.sheets import SheetContent, may_fill, sheet_content, sheet_offers
from renaksi.sheets.diff import CHOSEN_FROM, DryRun, RowDiff, RowStatus, dry_run
from renaksi.sheets.receiving import receive_sheet
from renaksi.sheets.remarks import rows_to_mend
from renaksi.sheets.rows import SheetRefused
from renaksi.sheets.writing import WrittenRow, rows_of, write_sheet
from renaksi.views.workspace.frame import hidden_from_others, page, person, show_404_unless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def sheets(request: HttpRequest) -> HttpResponse:
    show_404_unless(is_reporter(person(request)))
    form = SheetUploadForm(request.POST, request.FILES) if request.method == "POST" else SheetUploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("workspace:sheet", _received(request, form).pk)
        except SheetRefused as refusal:
            form.add_error("file", str(refusal))
    offers = sheet_offers(person(request), today=timezone.localdate())
    return page(request, "sheets", {"offers": offers, "form": form}, status=422 if form.errors else 200)


def _received(request: HttpRequest, form: SheetUploadForm) -> ReportSheet:
    file = form.cleaned_data["file"]
    return receive_sheet(
        name=file.name,
        content=file.read(),
        by=person(request),
        at=timezone.now(),
        today=timezone.localdate(),
    )


def _owner(request: HttpRequest, period: int, institution: int) -> tuple[Institution, ReportingPeriod]:
    found = get_object_or_404(Institution, pk=institution)
    show_404_unless(may_fill(person(request), found, period))
    periods = ReportingPeriod.objects.exclude(state=PeriodState.PLANNED).select_related("plan")
    return found, get_object_or_404(periods, pk=period)


@login_required
@found_first(*SAFE)
def file(request: HttpRequest, period: int, institution: int) -> HttpResponse:
    owner, found = _owner(request, period, institution)
    content = sheet_content(person(request), owner, found, today=timezone.localdate())
    if content is None:
        messages.info(
            request, _("Tidak ada laporan %(period)s yang dapat diisi sekarang.") % {"period": found}
        )
        return redirect("workspace:sheets")
    return _workbook(content, rows_of(content))


def _workbook(content: SheetContent, rows: Iterable[WrittenRow], suffix: str = "") -> HttpResponse:
    target = io.BytesIO()
    write_sheet(content, rows, target)
    name = f"laporan-{content.period.replace(' ', '-')}-{content.institution.slug}{suffix}.xlsx".lower()
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def _own_sheet(request: HttpRequest, pk: int) -> ReportSheet:
    """Of who sent it, as long as they report for the institution."""
    mine = ReportSheet.objects.filter(user=person(request)).select_related("institution", "period__plan")
    found = get_object_or_404(mine, pk=pk)
    show_404_unless(may_fill(person(request), found.institution, found.period_id))
    return found


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run; posted, the chosen rows are saved as drafts."""
    found = _own_sheet(request, pk)
    content = sheet_content(person(request), found.institution, found.period, today=timezone.localdate())
    if content is None:
        return page(request, "sheet", {"sheet": found})
    run = dry_run(found, content)
    if request.method == "POST":
        return _apply(request, found, run)
    return page(request, "sheet", {"sheet": found, "content": content, "run": run})


def _apply(request: HttpRequest, found: ReportSheet, run: DryRun) -> HttpResponse:
    chosen = set(request.POST.getlist("row"))
    rows = [row for row in run.rows if row.status in CHOSEN_FROM and row.key in chosen]
    if not rows:
        messages.warning(
            request, _("Belum ada laporan yang dipilih. Pilih paling sedikit satu, lalu simpan.")
        )
        return redirect("workspace:sheet", found.pk)
    drafts = _drafts(request, rows)
    saved = apply_sheet(sheet=found, drafts=drafts, by=person(request), at=timezone.now())
    return _told(request, found, rows, saved)


def _drafts(request: HttpRequest, rows: list[RowDiff]) -> list[SheetDraft]:
    milestones = Milestone.objects.select_related("commitment__plan", "responsible").in_bulk(
        [row.milestone_id for row in rows]
    )
    return [
        SheetDraft(row.key, milestones[row.milestone_id], row.draft, _seen(request, row.key))
        for row in rows
        if row.draft is not None and row.milestone_id in milestones
    ]


def _seen(request: HttpRequest, key: str) -> int:
    """The revision that the person compared with; 0 if the form did not say, which then counts as stale."""
    try:
        return int(request.POST.get(f"seen-{key}", 0))
    except ValueError:
        return 0


def _told(
    request: HttpRequest, found: ReportSheet, rows: list[RowDiff], saved: Iterable[SavedRow]
) -> HttpResponse:
    titles = {row.key: row.title for row in rows}
    refused = [one for one in saved if one.refused]
    kept = len(rows) - len(refused)
    if kept:
        text = ngettext(
            "%(count)s laporan tersimpan sebagai draf. Belum terkirim ke sekretariat.",
            "%(count)s laporan tersimpan sebagai draf. Belum terkirim ke sekretariat.",
            kept,
        )
        messages.success(request, text % {"count": kept})
    for one in refused:
        messages.error(request, f"{titles[one.key]}: {one.refused}")
    if refused:
        return redirect("workspace:sheet", found.pk)
    return redirect("workspace:sheet_drafts", found.period_id, found.institution_id)


@login_required
@found_first(*SAFE)
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were refused, as they were typed, with what to mend."""
    found = _own_sheet(request, pk)
    content = sheet_content(person(request), found.institution, found.period, today=timezone.localdate())
    rows = rows_to_mend(content, dry_run(found, content).of(RowStatus.BAD)) if content else []
    if content is None or not rows:
        messages.info(request, _("Tidak ada baris yang perlu diperbaiki."))
        return redirect("workspace:sheet", pk)
    return _workbook(content, rows, "-perbaikan")


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def drafts(request: HttpRequest, period: int, institution: int) -> HttpResponse:
    """What the drafts still lack; posted, those that lack nothing are sent."""
    owner, found = _owner(request, period, institution)
    if request.method == "POST":
        _send_complete(request, owner, found)
        return redirect("workspace:sheet_drafts", period, institution)
    today = timezone.localdate()
    lines = draft_lines(owner, found, today=today)
    context = {
        "lines": lines,
        "complete": sum(not line.missing for line in lines),
        "institution": owner,
        "period": found,
        "deadline": deadline_of(window_for(found, owner.pk), today, returned=False),
    }
    return page(request, "sheet_drafts", context)


def _send_complete(request: HttpRequest, owner: Institution, period: ReportingPeriod) -> None:
    updates = list(editable_updates(owner, period))
    missing = missing_by_update(updates, timezone.localdate())
    sent = 0
    for update in updates:
        if missing[update.pk]:
            continue
        try:
            submit_update(update=update, by=person(request), at=timezone.now())
            sent += 1
        except Refused as refusal:
            messages.error(request, f"{update.milestone}: {refusal}")
    if sent:
        text = ngettext("%(count)s laporan terkirim.", "%(count)s laporan terkirim.", sent)
        messages.success(request, text % {"count": sent})
