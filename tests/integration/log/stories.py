"""One story for each action that changes a state: what it needs, the call, the entries that it leaves in order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Permission

from accounts import actions as accounts
from accounts.actions import links
from accounts.enums import MailChoice, Role
from accounts.models import Membership
from evidence.actions import abandoning, publishing, receiving, reconciling, takedown
from evidence.actions.openings import log_opening
from evidence.enums import EvidenceState, TakedownReason, Visibility
from foundation.mail.outbox import queue_mail
from institutions import actions as institutions
from institutions.succession import open_things
from renaksi.actions import (
    attachments,
    bulk_approvals,
    bulk_grants,
    bulk_reviews,
    corrections,
    examples,
    handover,
    holidays,
    imports,
    mails,
    milestones,
    notes,
    on_behalf,
    outbox,
    periods,
    plans,
    review_locks,
    reviews,
    rounds,
    schedule,
    sheets,
    sign_in_links,
    updates,
)
from renaksi.domain.holiday_list import ListedDay
from renaksi.domain.periods import Window
from renaksi.enums import (
    CompletionStatus,
    GrantKind,
    HolidayKind,
    ItemVerdict,
    PeriodCode,
    PeriodState,
    ReturnReason,
)
from renaksi.models import PlanGrant
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory, pdf_upload
from tests.factories.geojson import squares
from tests.factories.institutions import InstitutionFactory, ProvinceMapFactory
from tests.factories.renaksi import CommitmentFactory, LinkFactory, PartnershipFactory, PolicyAreaFactory
from tests.reporting import FULL_TEXT, IN_WINDOW, REVIEWED, draft, judge, link, submitted

Line = Any
Act = Callable[[], object]
WINDOW = Window(date(2026, 12, 20), date(2027, 1, 10), date(2027, 1, 31))


@dataclass(frozen=True)
class Story:
    """`prepare` makes what is needed and gives the call; `entries` are the actions it leaves."""

    prepare: Callable[[Line], Act]
    entries: tuple[str, ...]


STORIES: dict[str, Story] = {}


def story(action: Callable[..., object], *entries: str) -> Callable[[Callable[[Line], Act]], None]:
    def keep(prepare: Callable[[Line], Act]) -> None:
        STORIES[f"{action.__module__}.{action.__name__}"] = Story(prepare, entries)

    return keep


# --- Accounts ---------------------------------------------------------------------------------


@story(accounts.create_account, "account.created")
def _(line):
    return lambda: accounts.create_account(email="baru@contoh.test", name="Baru", by=line.admin)


@story(accounts.create_account_with_role, "account.created", "role.granted")
def _(line):
    given = {"email": "baru@contoh.test", "name": "Baru", "role": Role.EDITOR, "by": line.admin}
    return lambda: accounts.create_account_with_role(**given)


@story(accounts.set_password, "account.password_set")
def _(line):
    return lambda: accounts.set_password(user=line.reporter, password="kata sandi yang panjang sekali")


@story(accounts.deactivate_account, "account.deactivated")
def _(line):
    return lambda: accounts.deactivate_account(user=line.reporter, by=line.admin)


@story(accounts.reactivate_account, "account.reactivated")
def _(line):
    user = UserFactory(is_active=False)
    return lambda: accounts.reactivate_account(user=user, by=line.admin)


@story(accounts.grant_role, "role.granted")
def _(line):
    user = UserFactory()
    return lambda: accounts.grant_role(user=user, role=Role.EDITOR, by=line.admin)


@story(accounts.revoke_role, "role.revoked")
def _(line):
    membership = Membership.objects.get(user=line.reporter)
    return lambda: accounts.revoke_role(membership=membership, by=line.admin)


@story(accounts.appoint_focal_point, "account.created", "role.granted")
def _(line):
    given = {"email": "baru@contoh.test", "name": "Baru", "institution": line.institution}
    return lambda: accounts.appoint_focal_point(**given, by=line.admin)


def issued(line):
    given = {"user": line.reporter, "institution": line.institution, "period": line.period.pk}
    times = {"at": IN_WINDOW, "expires_at": IN_WINDOW + timedelta(days=14)}
    return links.issue_sign_in_link(**given, **times, by=line.admin)


@story(links.issue_sign_in_link, "link.revoked", "link.issued")
def _(line):
    issued(line)
    return lambda: issued(line)


@story(links.use_sign_in_link, "link.first_used")
def _(line):
    _link, secret = issued(line)
    return lambda: links.use_sign_in_link(secret=secret, device="peramban", at=IN_WINDOW)


@story(links.revoke_sign_in_link, "link.revoked")
def _(line):
    link, _secret = issued(line)
    return lambda: links.revoke_sign_in_link(link=link, by=line.admin, at=IN_WINDOW)


@story(links.revoke_links_of, "link.revoked")
def _(line):
    issued(line)
    given = {"user": line.reporter, "institution": None, "at": IN_WINDOW}
    return lambda: links.revoke_links_of(**given, by=line.admin)


@story(links.end_links_without_right, "link.revoked")
def _(line):
    issued(line)
    line.reporter.memberships.all().delete()
    return lambda: links.end_links_without_right(user=line.reporter, by=line.admin, at=IN_WINDOW)


@story(sign_in_links.send_sign_in_link, "link.issued")
def _(line):
    given = {"membership": line.reporter.memberships.get(), "period": line.period, "at": IN_WINDOW}
    return lambda: sign_in_links.send_sign_in_link(**given, by=line.admin)


@story(sign_in_links.send_sign_in_links, "link.issued")
def _(line):
    given = {"memberships": list(line.reporter.memberships.all()), "period": line.period, "at": IN_WINDOW}
    return lambda: sign_in_links.send_sign_in_links(**given, by=line.admin)


@story(
    handover.hand_over,
    "link.revoked",
    "role.granted",
    "role.revoked",
    "update.handed_over",
    "handover.made",
)
def _(line):
    draft(line)
    issued(line)
    given = {"giver": line.reporter, "taker": line.outsider, "institution": line.institution}
    return lambda: handover.hand_over(**given, reason="Mutasi", by=line.admin, at=IN_WINDOW)


# --- Institutions -----------------------------------------------------------------------------


@story(institutions.add_alias, "institution.alias_added")
def _(line):
    return lambda: institutions.add_alias(institution=line.institution, name="Dinas Contoh", by=None)


@story(institutions.merge_institutions, "institution.merged", "institution.merged_into")
def _(line):
    keep, drop = InstitutionFactory(), InstitutionFactory()
    return lambda: institutions.merge_institutions(keep=keep, drop=drop, by=None, reason="Sama")


def _decree(line):
    """What each change says, by somebody who may; the line's institution has a lead part and one draft."""
    line.admin.user_permissions.add(Permission.objects.get(codename="change_institution"))
    return {"on": date(2026, 10, 1), "reason": "Perpres contoh", "by": line.admin, "at": REVIEWED}


@story(institutions.rename_institution, "institution.renamed")
def _(line):
    given = {"institution": line.institution, "new_name": "Dinas Baru", "short_name": "", **_decree(line)}
    return lambda: institutions.rename_institution(**given)


_MOVED = ("commitment.partner_succeeded", "milestone.changed", "update.succeeded", "role.moved")


@story(institutions.merge_by_decree, *_MOVED, "institution.ended_in_merger")
def _(line):
    given = {"sources": [line.institution], "into": InstitutionFactory(), **_decree(line)}
    PartnershipFactory(commitment=line.milestone.commitment, institution=line.institution)
    draft(line)
    return lambda: institutions.merge_by_decree(**given)


@story(institutions.split_institution, *_MOVED, "institution.ended_in_split")
def _(line):
    heirs = [InstitutionFactory(), InstitutionFactory()]
    PartnershipFactory(commitment=line.milestone.commitment, institution=line.institution)
    draft(line)
    shares = {thing.key: heirs[0] for thing in open_things(line.institution, date(2026, 10, 1))}
    given = {"source": line.institution, "into": heirs, "shares": shares, **_decree(line)}
    return lambda: institutions.split_institution(**given)


def _keeper(line):
    line.admin.user_permissions.add(Permission.objects.get(codename="add_provincemap"))
    return line.admin


@story(institutions.upload_map, "map.uploaded")
def _(line):
    keeper = _keeper(line)
    institutions.load_regions()
    given = {"file_name": "p.geojson", "content": squares(), "code_property": "kode", "at": REVIEWED}
    source = institutions.MapSource("Badan Uji", "Izin uji", date(2026, 1, 31))
    return lambda: institutions.upload_map(**given, source=source, by=keeper)


@story(institutions.use_map, "map.used")
def _(line):
    given = {"province_map": ProvinceMapFactory(), "by": _keeper(line)}
    return lambda: institutions.use_map(**given)


@story(institutions.use_tiles, "map.put_away")
def _(line):
    given = {"province_map": ProvinceMapFactory(in_use=True), "by": _keeper(line)}
    return lambda: institutions.use_tiles(**given)


# --- Plans ------------------------------------------------------------------------------------


@story(plans.publish_plan, "actionplan.published")
def _(line):
    return lambda: plans.publish_plan(plan=line.plan, by=line.admin)


@story(plans.publish_commitment, "commitment.published")
def _(line):
    commitment = CommitmentFactory(plan=line.plan, live=False)
    return lambda: plans.publish_commitment(commitment=commitment, by=line.admin)


@story(plans.withdraw_commitment, "commitment.withdrawn")
def _(line):
    given = {"commitment": line.milestone.commitment, "reason": "Digabung.", "on": date(2026, 11, 1)}
    return lambda: plans.withdraw_commitment(**given, by=line.admin)


@story(plans.add_policy_area, "commitment.area_added")
def _(line):
    area = PolicyAreaFactory()
    return lambda: plans.add_policy_area(commitments=[line.milestone.commitment], area=area, by=line.admin)


@story(milestones.add_milestone, "milestone.added")
def _(line):
    given = {"commitment": line.milestone.commitment, "values": {"title": "Baru"}, "reason": "Tambahan."}
    return lambda: milestones.add_milestone(**given, by=line.admin)


@story(milestones.change_milestone, "milestone.changed")
def _(line):
    given = {"milestone": line.milestone, "changes": {"title": "Lain"}, "reason": "Ralat."}
    return lambda: milestones.change_milestone(**given, by=line.admin)


@story(milestones.withdraw_milestone, "milestone.withdrawn")
def _(line):
    given = {"milestone": line.milestone, "reason": "Digabung.", "on": date(2026, 11, 1)}
    return lambda: milestones.withdraw_milestone(**given, by=line.admin)


LETTER = ("evidence.announced", "evidence.received", "update.started")


@story(on_behalf.start_on_behalf, *LETTER)
def _(line):
    given = {"milestone": line.milestone, "period": line.period, "letter": pdf_upload(), "at": IN_WINDOW}
    return lambda: on_behalf.start_on_behalf(**given, title="Surat", dated=None, by=line.admin)


EXAMPLE = ("evidence.announced", "evidence.received", "requirement.example_set", "evidence.approved")


@story(examples.set_example, *EXAMPLE)
def _(line):
    given = {"requirement": line.requirement, "file": pdf_upload(), "at": IN_WINDOW}
    return lambda: examples.set_example(**given, by=line.admin)


@story(examples.remove_example, "evidence.kept_internal", "requirement.example_removed")
def _(line):
    given = {"requirement": line.requirement, "file": pdf_upload(), "at": IN_WINDOW}
    examples.set_example(**given, by=line.admin)
    return lambda: examples.remove_example(requirement=line.requirement, by=line.admin)


@story(imports.apply_import, "import.changed")
def _(line):
    commitment = line.milestone.commitment
    field = imports.FieldChange("title", commitment.title, "Judul lain", {"title": "Judul lain"})
    change = imports.RecordChange(record=commitment, source="uji.csv", fields=(field,))
    return lambda: imports.apply_import(changes=[change], by=line.admin, reason="Ralat.")


@story(notes.add_note, "commitment.noted")
def _(line):
    monitor = actors.monitor(line.plan)
    given = {"commitment": line.milestone.commitment, "text": "Belum tampak.", "at": REVIEWED}
    return lambda: notes.add_note(**given, by=monitor)


# --- Periods and grants -----------------------------------------------------------------------


@story(schedule.plan_period, "period.planned")
def _(line):
    given = {"plan": line.plan, "code": PeriodCode.B12, "year": 2026, "window": WINDOW}
    return lambda: schedule.plan_period(**given, by=line.admin)


@story(schedule.move_window, "period.window_moved")
def _(line):
    return lambda: schedule.move_window(period=line.period, window=WINDOW, by=line.admin)


@story(schedule.grant_plan, "plan.granted")
def _(line):
    verifier = actors.verifier()
    return lambda: schedule.grant_plan(user=verifier, plan=line.plan, kind=GrantKind.VERIFY, by=line.admin)


@story(schedule.revoke_plan, "plan.grant_revoked")
def _(line):
    grant = PlanGrant.objects.get(user=line.verifier)
    return lambda: schedule.revoke_plan(grant=grant, by=line.admin)


@story(bulk_grants.grant_plans, "plans.granted")
def _(line):
    people, plans = [actors.verifier(), line.verifier], [line.plan]
    return lambda: bulk_grants.grant_plans(people=people, plans=plans, by=line.admin)


@story(bulk_grants.revoke_plans, "plans.grants_revoked")
def _(line):
    people, plans = [actors.verifier(), line.verifier], [line.plan]
    return lambda: bulk_grants.revoke_plans(people=people, plans=plans, by=line.admin)


@story(periods.open_period, "period.open")
def _(line):
    type(line.period).objects.update(state=PeriodState.PLANNED)
    return lambda: periods.open_period(period=line.period, by=line.admin)


@story(periods.close_period, "period.closed")
def _(line):
    return lambda: periods.close_period(period=line.period, by=line.admin)


@story(periods.extend_period, "period.extended")
def _(line):
    given = {"institution": line.institution, "closes_on": date(2026, 12, 1), "reason": "Banjir."}
    return lambda: periods.extend_period(period=line.period, **given, by=line.admin, at=IN_WINDOW)


@story(periods.extend_in_round, "period.extended")
def _(line):
    given = {"institution": line.institution, "closes_on": date(2026, 12, 1), "reason": "Banjir."}
    return lambda: periods.extend_in_round(periods=[line.period], **given, by=line.admin, at=IN_WINDOW)


@story(rounds.close_round, "period.closed")
def _(line):
    name = {"code": line.period.code, "year": line.period.year}
    return lambda: rounds.close_round(**name, by=line.admin)


@story(rounds.open_round, "period.open")
def _(line):
    given = {"code": PeriodCode.B12, "year": 2026, "window": WINDOW, "plans": [line.plan]}
    return lambda: rounds.open_round(**given, by=line.admin, at=IN_WINDOW)


# --- Updates ----------------------------------------------------------------------------------


@story(updates.start_update, "update.started")
def _(line):
    given = {"milestone": line.milestone, "period": line.period, "at": IN_WINDOW}
    return lambda: updates.start_update(**given, by=line.reporter)


@story(updates.save_draft, "update.saved")
def _(line):
    update = draft(line)
    given = {"content": updates.DraftContent(step=25), "revision": update.revision, "at": IN_WINDOW}
    return lambda: updates.save_draft(update=update, **given, by=line.reporter)


@story(updates.submit_update, "update.submit")
def _(line):
    update = draft(line)
    link(line, update)
    return lambda: updates.submit_update(update=update, by=line.reporter, at=IN_WINDOW)


@story(updates.recall_update, "update.recall")
def _(line):
    update = submitted(line)
    return lambda: updates.recall_update(update=update, by=line.reporter, at=IN_WINDOW)


def awaiting_agency(line):
    type(line.plan).objects.update(agency_approval=True)
    line.plan.refresh_from_db()
    line.milestone.commitment.plan.refresh_from_db()
    return submitted(line), actors.approver(line.institution)


@story(updates.approve_update, "update.approve")
def _(line):
    update, approver = awaiting_agency(line)
    return lambda: updates.approve_update(update=update, by=approver, at=IN_WINDOW)


@story(bulk_approvals.approve_marked, "update.approve")
def _(line):
    update, approver = awaiting_agency(line)
    return lambda: bulk_approvals.approve_marked(updates=[update], by=approver, at=IN_WINDOW)


@story(updates.send_back_update, "update.send_back")
def _(line):
    update, approver = awaiting_agency(line)
    return lambda: updates.send_back_update(update=update, reason="Perbaiki.", by=approver, at=IN_WINDOW)


@story(reviews.start_review, "update.start_review")
def _(line):
    update = submitted(line)
    return lambda: reviews.start_review(update=update, by=line.verifier, at=REVIEWED)


@story(reviews.judge_item, "update.start_review", "item.judged")
def _(line):
    item = submitted(line).items.first()
    given = {"verdict": ItemVerdict.ACCEPTED, "at": REVIEWED}
    return lambda: reviews.judge_item(item=item, **given, by=line.verifier)


@story(reviews.verify_update, "update.verify", "evidence.approved", "evidence.published")
def _(line):
    update = submitted(line)
    judge(line, update)
    given = {"verified_step": 50, "at": REVIEWED}
    return lambda: reviews.verify_update(update=update, **given, by=line.verifier)


@story(reviews.return_update, "update.start_review", "update.return_")
def _(line):
    update = submitted(line)
    given = {"reason_code": ReturnReason.OTHER, "note": "Kurang lengkap.", "at": REVIEWED}
    return lambda: reviews.return_update(update=update, **given, by=line.verifier)


def verified(line):
    update = submitted(line)
    judge(line, update)
    reviews.verify_update(update=update, verified_step=50, by=line.verifier, at=REVIEWED)
    return update


@story(corrections.correct_update, "update.correct")
def _(line):
    given = {"update": verified(line), "reason": "Salah ketik.", "at": REVIEWED}
    return lambda: corrections.correct_update(**given, by=line.reporter)


@story(corrections.give_up_correction, "update.give_up")
def _(line):
    given = {"update": verified(line), "reason": "Salah ketik.", "at": REVIEWED}
    draft_again = corrections.correct_update(**given, by=line.reporter)
    return lambda: corrections.give_up_correction(update=draft_again, by=line.reporter, at=REVIEWED)


@story(corrections.reopen_verdict, "update.reopen")
def _(line):
    given = {"update": verified(line), "reason": "Salah menekan.", "at": REVIEWED}
    return lambda: corrections.reopen_verdict(**given, by=line.verifier)


@story(review_locks.take_over_lock, "review.taken_over")
def _(line):
    update = submitted(line)
    review_locks.hold_lock(update=update, by=line.admin, at=REVIEWED)
    return lambda: review_locks.take_over_lock(update=update, by=line.verifier, at=REVIEWED)


@story(bulk_reviews.accept_rest, "update.start_review", "item.judged")
def _(line):
    update = submitted(line)
    return lambda: bulk_reviews.accept_rest(update=update, by=line.verifier, at=REVIEWED)


@story(
    bulk_reviews.verify_alike,
    "update.start_review",
    "item.judged",
    "update.verify",
    "evidence.approved",
    "evidence.published",
)
def _(line):
    update = submitted(line)
    log_opening(evidence=update.items.get().evidence, by=line.verifier, part="link", at=REVIEWED)
    return lambda: bulk_reviews.verify_alike(updates=[update], by=line.verifier, at=REVIEWED)


@story(reviews.withdraw_update, "update.withdraw")
def _(line):
    update = submitted(line)
    judge(line, update)
    reviews.verify_update(update=update, verified_step=50, by=line.verifier, at=REVIEWED)
    return lambda: reviews.withdraw_update(update=update, reason="Keliru.", by=line.verifier, at=REVIEWED)


@story(reviews.decide_completion, "commitment.completion_decided")
def _(line):
    given = {"status": CompletionStatus.LIMITED, "reason": "Sebagian.", "at": REVIEWED}
    commitment = line.milestone.commitment
    return lambda: reviews.decide_completion(commitment=commitment, **given, by=line.admin)


# --- Proofs -----------------------------------------------------------------------------------


@story(attachments.attach_file, "evidence.announced", "evidence.received", "update.attached")
def _(line):
    update = draft(line)
    given = {"file": pdf_upload(), "at": IN_WINDOW}
    return lambda: attachments.attach_file(update=update, **given, by=line.reporter)


@story(attachments.attach_announced, "evidence.announced", "update.attached")
def _(line):
    update = draft(line)
    given = {"name": "laporan.pdf", "size": 10}
    return lambda: attachments.attach_announced(update=update, **given, by=line.reporter)


@story(attachments.attach_link, "evidence.received", "update.attached")
def _(line):
    update = draft(line)
    given = {"url": "https://contoh.test/bukti", "at": IN_WINDOW}
    return lambda: attachments.attach_link(update=update, **given, by=line.reporter)


@story(attachments.attach_evidence, "update.attached")
def _(line):
    update, evidence = draft(line), LinkFactory(institution=line.institution)
    return lambda: attachments.attach_evidence(update=update, evidence=evidence, by=line.reporter)


@story(attachments.describe_item, "evidence.described")
def _(line):
    item = link(line, draft(line))
    given = {"title": "Judul lain", "visibility": Visibility.INTERNAL}
    return lambda: attachments.describe_item(item=item, **given, by=line.reporter)


@story(attachments.detach_item, "update.detached")
def _(line):
    item = link(line, draft(line))
    return lambda: attachments.detach_item(item=item, by=line.reporter)


@story(receiving.announce_file, "evidence.announced")
def _(line):
    given = {"name": "laporan.pdf", "size": 10, "title": "", "institution": line.institution}
    return lambda: receiving.announce_file(**given, by=line.reporter)


@story(receiving.receive_file, "evidence.announced", "evidence.received")
def _(line):
    given = {"file": pdf_upload(), "title": "", "institution": line.institution, "at": IN_WINDOW}
    return lambda: receiving.receive_file(**given, by=line.reporter)


@story(receiving.continue_file, "evidence.received")
def _(line):
    given = {"name": "laporan.pdf", "size": 3, "title": "", "institution": line.institution}
    evidence = receiving.announce_file(**given, by=line.reporter)
    return lambda: receiving.continue_file(evidence=evidence, offset=0, pieces=[b"abc"], at=IN_WINDOW)


@story(receiving.record_link, "evidence.received")
def _(line):
    given = {"url": "https://contoh.test/bukti", "title": "", "institution": line.institution}
    return lambda: receiving.record_link(**given, at=IN_WINDOW, by=line.reporter)


@story(abandoning.abandon_file, "evidence.abandoned")
def _(line):
    given = {"name": "laporan.pdf", "size": 3, "title": "", "institution": line.institution}
    evidence = receiving.announce_file(**given, by=line.reporter)
    return lambda: abandoning.abandon_file(evidence=evidence, by=line.reporter)


@story(publishing.publish_evidence, "evidence.approved", "evidence.published")
def _(line):
    evidence = LinkFactory()
    return lambda: publishing.publish_evidence(evidence=evidence, by=line.verifier, at=REVIEWED)


@story(publishing.publish_waiting, "evidence.published")
def _(line):
    evidence = LinkFactory(approved_at=REVIEWED, approved_by=line.verifier)
    return lambda: publishing.publish_waiting(evidence=evidence, at=REVIEWED)


@story(publishing.clear_hints, "evidence.hints_cleared", "evidence.published")
def _(line):
    evidence = submitted(line).items.first().evidence
    type(evidence).objects.update(hints={"nik": 1}, approved_at=REVIEWED, approved_by=line.verifier)
    return lambda: publishing.clear_hints(evidence=evidence, by=line.verifier, at=REVIEWED)


@story(publishing.keep_internal, "evidence.kept_internal")
def _(line):
    evidence = LinkFactory(state=EvidenceState.PUBLISHED)
    return lambda: publishing.keep_internal(evidence=evidence, by=line.admin)


@story(takedown.take_down, "evidence.taken_down")
def _(line):
    evidence = LinkFactory()
    given = {"reason": TakedownReason.PERSONAL_DATA, "at": REVIEWED}
    return lambda: takedown.take_down(evidence=evidence, **given, by=line.admin)


@story(reconciling.find_missing, "evidence.damaged")
def _(line):
    FileFactory(stored_name="quarantine/hilang")
    return lambda: list(reconciling.find_missing())


@story(reconciling.purge_rejected, "evidence.purged")
def _(line):
    FileFactory(state=EvidenceState.REJECTED, received_at=IN_WINDOW)
    return lambda: list(reconciling.purge_rejected(now=IN_WINDOW + timedelta(days=365)))


@story(reconciling.try_check_again, "evidence.retried")
def _(line):
    evidence = FileFactory(attempts=5)
    return lambda: reconciling.try_check_again(public_id=evidence.public_id)


# --- Sheets -----------------------------------------------------------------------------------


def kept_sheet(line):
    given = {"institution": line.institution, "period": line.period, "file_name": "lembar.xlsx", "rows": []}
    return sheets.keep_sheet(**given, sha256="0" * 64, by=line.reporter, at=IN_WINDOW)


@story(sheets.keep_sheet, "sheet.read")
def _(line):
    kept_sheet(line)
    return lambda: kept_sheet(line)


@story(sheets.apply_sheet, "update.started", "update.saved", "sheet.applied")
def _(line):
    draft_of_row = sheets.SheetDraft("1", line.milestone, FULL_TEXT, 0)
    sheet = kept_sheet(line)
    return lambda: sheets.apply_sheet(sheet=sheet, drafts=[draft_of_row], by=line.reporter, at=IN_WINDOW)


# --- Outbox -----------------------------------------------------------------------------------


def waiting_mail():
    words = {"recipient": "ani@contoh.test", "subject": "Ringkasan", "text": "Halo.", "html": ""}
    return queue_mail(key="digest:1", kind="digest", at=IN_WINDOW, **words)


@story(outbox.retry_mail, "mail.retried")
def _(line):
    mail = waiting_mail()
    return lambda: outbox.retry_mail(mail=mail, by=line.admin, at=IN_WINDOW)


@story(outbox.discard_mail, "mail.discarded")
def _(line):
    mail = waiting_mail()
    return lambda: outbox.discard_mail(mail=mail, by=line.admin)


# --- What people are told ---------------------------------------------------------------------


@story(mails.choose_mail, "account.mail_chosen")
def _(line):
    return lambda: mails.choose_mail(choice=MailChoice.QUIET, by=line.reporter, at=IN_WINDOW)


@story(holidays.keep_year, "holidays.year_kept")
def _(line):
    day = ListedDay(date(2027, 1, 1), "Tahun Baru Masehi", HolidayKind.NATIONAL)
    return lambda: holidays.keep_year(year=2027, days=[day], by=line.admin)
