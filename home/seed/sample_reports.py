"""Plays the sample plan's reports through the actions, as its people would have written them."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from home.seed.sample_calendar import SampleCalendar
from home.seed.sample_evidence import attach_sample_file, attach_sample_link, take_down_samples
from home.seed.sample_people import SamplePeople
from institutions.models import Institution
from renaksi.actions.reviews import judge_item, return_update, start_review, verify_update, withdraw_update
from renaksi.actions.updates import DraftContent, approve_update, save_draft, start_update, submit_update
from renaksi.enums import ItemVerdict, ReturnReason, UpdateState
from renaksi.models import Milestone, ProgressUpdate

Script = tuple[Milestone, dict[str, Any]]


def play_reports(
    scripts: Iterable[Script],
    institutions: dict[str, Institution],
    people: SamplePeople,
    calendar: SampleCalendar,
) -> None:
    for milestone, report in scripts:
        update = _draft(milestone, report, institutions, people, calendar)
        if report.get("until") != UpdateState.DRAFT:
            _send(update, report, people, calendar)
        quarter = report["quarter"]
        _attach(update, report.get("proofs_after", []), quarter, calendar, calendar.reviewed_at(quarter))
        take_down_samples(update, report["proofs"], people.admin, calendar.taken_down_at(quarter))


def _draft(
    milestone: Milestone,
    report: dict[str, Any],
    institutions: dict[str, Institution],
    people: SamplePeople,
    calendar: SampleCalendar,
) -> ProgressUpdate:
    at = calendar.reported_at(report["quarter"])
    code, year = calendar.code(report["quarter"])
    period = milestone.commitment.plan.periods.get(code=code, year=year)
    author = people.reporters[milestone.commitment.partnerships.all()[0].institution_id]
    update = start_update(milestone=milestone, period=period, by=author, at=at)
    update = save_draft(
        update=update,
        content=_content(report, institutions, calendar),
        revision=update.revision,
        by=author,
        at=at,
    )
    _attach(update, report["proofs"], report["quarter"], calendar, at)
    return update


def _attach(
    update: ProgressUpdate,
    proofs: list[dict[str, Any]],
    quarter: int,
    calendar: SampleCalendar,
    at: datetime,
) -> None:
    requirements = list(update.milestone.requirements.all())
    for proof in proofs:
        attach = attach_sample_link if "url" in proof else attach_sample_file
        attach(update, proof, requirements[proof["requirement"]], calendar.window(quarter), at)


def _content(
    report: dict[str, Any], institutions: dict[str, Institution], calendar: SampleCalendar
) -> DraftContent:
    blocked_by = institutions.get(report.get("blocked_by", ""))
    return DraftContent(
        realised=Decimal(str(report["value"])) if "value" in report else None,
        step=report.get("step"),
        narrative=report["narrative"],
        challenges=tuple(report.get("challenges", ())),
        challenge_text=report.get("challenge_text", ""),
        next_step=report.get("next_step", ""),
        blocked_by=blocked_by,
        blocked_since=calendar.first_day(report["quarter"]) if blocked_by else None,
        blocked_reason=report.get("blocked_reason", ""),
    )


def _send(
    update: ProgressUpdate, report: dict[str, Any], people: SamplePeople, calendar: SampleCalendar
) -> None:
    at = calendar.reported_at(report["quarter"])
    update = submit_update(update=update, by=people.reporters[update.institution_id], at=at)
    until = report.get("until")
    if until == UpdateState.AWAITING_REGION:
        approve_update(update=update, by=people.approvers[update.institution_id], at=at)
    elif until == UpdateState.IN_REVIEW:
        start_review(update=update, by=people.verifier, at=calendar.reviewed_at(report["quarter"]))
    elif until == UpdateState.WITHDRAWN:
        withdraw_update(update=update, reason=report["note"], by=people.verifier, at=at)
    elif "verdict" in report:
        _review(update, report, people, calendar)


def _review(
    update: ProgressUpdate, report: dict[str, Any], people: SamplePeople, calendar: SampleCalendar
) -> None:
    at = calendar.reviewed_at(report["quarter"])
    note = report.get("note", "")
    returned = report["verdict"] == "return"
    for item in update.items.all():
        judge_item(
            item=item,
            verdict=ItemVerdict.REFUSED if returned else ItemVerdict.ACCEPTED,
            reason_code=ReturnReason(report["reason_code"]) if returned else None,
            note=note if returned else "",
            by=people.verifier,
            at=at,
        )
    if returned:
        code = ReturnReason(report["reason_code"])
        return_update(update=update, reason_code=code, note=note, by=people.verifier, at=at)
        return
    value = report.get("verified_value", report.get("value"))
    verify_update(
        update=update,
        verified_value=None if value is None else Decimal(str(value)),
        verified_step=report.get("step"),
        note=note,
        by=people.verifier,
        at=at,
    )
