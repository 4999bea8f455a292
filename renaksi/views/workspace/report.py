"""Report one milestone for one period: evidence is stored first, so that no later error loses a file."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kept_words import KeptWords, take_kept_words
from evidence.uploads import UploadRefused
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.attachments import attach_file, attach_link, describe_item, detach_item
from renaksi.actions.refusals import Refused, StaleDraft
from renaksi.actions.updates import revision_to_send, save_draft, start_update, submit_update
from renaksi.enums import EDITABLE_STATES, PeriodState
from renaksi.forms.merging import conflicts_of, with_choices
from renaksi.forms.report import ProofForm, ReportForm, proof_prefix, sent_revision
from renaksi.models import EvidenceRequirement, Milestone, ProgressUpdate, ReportingPeriod
from renaksi.permissions import is_reporter, may_report, may_report_in, may_write
from renaksi.queries.guards import measure_of
from renaksi.queries.workspace.report import ReportPage, earlier_update, report_page, unsaved_update
from renaksi.views.workspace.frame import WITH_EVERYTHING, hidden_from_others, page, person, show_404_unless


@dataclass
class Sheet:
    """One visit of the page: its records, its forms, and whether everything went well."""

    request: HttpRequest
    milestone: Milestone
    period: ReportingPeriod
    update: ProgressUpdate
    form: ReportForm | None = None
    refused_proofs: dict[str, ProofForm] = field(default_factory=dict)
    went_well: bool = True
    stale: bool = False
    kept: KeptWords | None = None

    @property
    def is_quantity(self) -> bool:
        return measure_of(self.milestone).is_quantity


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def report(request: HttpRequest, period: int, milestone: int) -> HttpResponse:
    sheet = open_sheet(request, period, milestone)
    if sheet.update.pk and sheet.update.state not in EDITABLE_STATES:
        return redirect("workspace:update", sheet.update.pk)
    if request.method == "POST":
        return _post(sheet)
    if item := _item_of_the_mail(request):
        return redirect(f"{request.path}#butir-{item}")
    sheet.kept = take_kept_words(request)
    typed = sheet.kept.as_sent if sheet.kept else None
    sheet.form = ReportForm(typed, update=sheet.update, is_quantity=sheet.is_quantity)
    return _show(sheet)


def _item_of_the_mail(request: HttpRequest) -> str:
    """Mails name it in the query: unlike a fragment that comes through the sign-in page."""
    named = request.GET.get("butir", "")
    return named if named.isascii() and named.isdecimal() else ""


def open_sheet(request: HttpRequest, period: int, milestone: int) -> Sheet:
    found = get_object_or_404(
        Milestone.objects.select_related("commitment__plan", "responsible").filter(commitment__live=True),
        pk=milestone,
    )
    periods = ReportingPeriod.objects.exclude(state=PeriodState.PLANNED)
    found_period = get_object_or_404(periods, pk=period, plan=found.commitment.plan)
    updates = ProgressUpdate.objects.current().select_related(*WITH_EVERYTHING)
    update = updates.filter(milestone=found, period=found_period).first()
    if update is not None:
        show_404_unless(may_write(person(request), update))
        return Sheet(request, update.milestone, update.period, update)
    show_404_unless(may_report(person(request), found) and may_report_in(person(request), found_period.pk))
    return Sheet(request, found, found_period, unsaved_update(found, found_period, found.owner))  # type: ignore[arg-type]


def _post(sheet: Sheet) -> HttpResponse:
    request = sheet.request
    sheet.form = ReportForm(_chosen_answers(sheet), update=sheet.update, is_quantity=sheet.is_quantity)
    # Somebody may have begun between the opening of this form and now: then it is stale.
    opened_with = sent_revision(request.POST)
    try:
        begin(sheet)
        revision = revision_to_send(opened_with, sheet.update)
        _attach_all(sheet)
        _save(sheet, revision)
        _detach(sheet)
        if sheet.went_well and request.POST.get("action") == "submit":
            return _submit(sheet)
    except Refused as refusal:
        _keep(sheet, refusal)
    if not sheet.went_well:
        return _show(sheet)
    messages.success(request, _("Draf tersimpan. Belum terkirim ke sekretariat."))
    return redirect("workspace:report", sheet.period.pk, sheet.milestone.pk)


def _chosen_answers(sheet: Sheet) -> QueryDict:
    """What was sent; with the stored answers, and the last period's narrative, where a choice or button asks for it."""
    stored = ReportForm(update=sheet.update, is_quantity=sheet.is_quantity)
    data = with_choices(sheet.request.POST, stored)
    if sheet.request.POST.get("action") != "same":
        return data
    earlier = earlier_update(sheet.milestone, sheet.period)
    lines = [earlier.narrative if earlier else "", data.get("narrative", "")]
    data = data.copy()
    data["narrative"] = "\n".join(filter(str.strip, lines))
    return data


def begin(sheet: Sheet) -> None:
    if sheet.update._state.adding:
        started = start_update(
            milestone=sheet.milestone, period=sheet.period, by=person(sheet.request), at=timezone.now()
        )
        sheet.update = ProgressUpdate.objects.select_related(*WITH_EVERYTHING).get(pk=started.pk)


def _attach_all(sheet: Sheet) -> None:
    requirements = {str(one.pk): one for one in EvidenceRequirement.objects.filter(milestone=sheet.milestone)}
    for key in [*requirements, "lain"]:
        form = ProofForm(sheet.request.POST, sheet.request.FILES, prefix=proof_prefix(key))
        if form.is_valid() and form.is_used:
            _attach(sheet, form, requirements.get(key))
        if form.errors:
            sheet.refused_proofs[key] = form
            sheet.went_well = False


def _attach(sheet: Sheet, form: ProofForm, requirement: EvidenceRequirement | None) -> None:
    given = form.cleaned_data
    shared: dict[str, Any] = {
        "update": sheet.update,
        "title": given["title"],
        "requirement": requirement,
        "visibility": form.visibility,
        "by": person(sheet.request),
        "at": timezone.now(),
    }
    _describe(sheet, form)
    for number, file in enumerate(given["uploads"]):
        try:
            attach_file(file=file, idempotency_key=_key_of(form, number, file), **shared)
        except UploadRefused as refusal:
            form.add_error("uploads", f"{file.name}: {refusal}")
    if given["url"]:
        try:
            attach_link(url=given["url"], **shared)
        except UploadRefused as refusal:
            form.add_error("url", str(refusal))


def _describe(sheet: Sheet, form: ProofForm) -> None:
    """Title and openness of files that were sent ahead of the form, while these were still being written."""
    sent_ahead = sheet.update.items.filter(
        evidence__public_id__in=form.cleaned_data["sent"], evidence__uploader=person(sheet.request)
    )
    several = len(form.cleaned_data["sent"]) > 1
    for item in sent_ahead.select_related("update", "evidence"):
        describe_item(
            item=item,
            title="" if several else form.cleaned_data["title"],
            visibility=form.visibility,
            by=person(sheet.request),
        )


def _key_of(form: ProofForm, number: int, file: File) -> str:
    """A form sent twice is one; what was chosen otherwise in a form that came back is another."""
    key = form.cleaned_data["key"]
    return f"{key}-{number}-{form.visibility}-{file.size}-{file.name}" if key else ""


def _save(sheet: Sheet, revision: int) -> None:
    form = sheet.form
    if form is None or not form.is_valid():
        sheet.went_well = False
        return
    sheet.update = save_draft(
        update=sheet.update,
        content=form.content(),
        revision=revision,
        by=person(sheet.request),
        at=timezone.now(),
    )


def _detach(sheet: Sheet) -> None:
    chosen = sheet.request.POST.get("detach", "")
    for item in sheet.update.items.select_related("update", "evidence"):
        if str(item.pk) == chosen:
            detach_item(item=item, by=person(sheet.request))


def _submit(sheet: Sheet) -> HttpResponse:
    update = submit_update(update=sheet.update, by=person(sheet.request), at=timezone.now())
    return redirect("workspace:receipt", update.pk)


def _keep(sheet: Sheet, refusal: Refused) -> None:
    """Nothing typed is lost: the form stays as it was sent, with what is in the way."""
    sheet.went_well = False
    sheet.stale = isinstance(refusal, StaleDraft)
    if sheet.form is not None:
        sheet.form.is_valid()
        sheet.form.show_problems(refusal.problems)
    if sheet.update.pk:
        sheet.update.refresh_from_db()


def _show(sheet: Sheet) -> HttpResponse:
    content = report_page(sheet.update, today=timezone.localdate())
    kept = sheet.kept
    return page(
        sheet.request,
        "report",
        {
            "report": content,
            "form": sheet.form,
            "revision": sent_revision(kept.as_sent) if kept else content.revision,
            "kept": kept,
            "is_typed_in": not is_reporter(person(sheet.request)),
            "conflicts": conflicts_of(sheet.form, sheet.update) if sheet.stale and sheet.form else (),
            "proofs": _proof_blocks(sheet, content),
            "went_well": sheet.went_well,
        },
        status=200 if sheet.went_well else 422,
    )


def _proof_blocks(sheet: Sheet, content: ReportPage) -> list[dict[str, Any]]:
    """Each requirement with the form that adds to it; a refused form comes back as it was typed."""
    return [
        {
            "requirement": requirement,
            "form": sheet.refused_proofs.get(requirement.key)
            or ProofForm(sheet.kept.as_sent if sheet.kept else None, prefix=proof_prefix(requirement.key)),
            "is_open": requirement.key in sheet.refused_proofs
            or requirement.is_unanswered
            or requirement.is_receiving,
        }
        for requirement in content.requirements
    ]
