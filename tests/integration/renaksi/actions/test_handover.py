"""Handover: everything open goes in one step; what was done stays whose it was."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts.actions.links import issue_sign_in_link
from accounts.enums import Role
from accounts.models import Membership, SignInLink, User
from foundation.audit.queries import entries_for
from renaksi.actions.handover import hand_over
from renaksi.actions.refusals import Refused, ReviewRefused
from renaksi.actions.reviews import start_review, verify_update
from renaksi.actions.updates import submit_update
from renaksi.enums import GrantKind, NoticeKind, UpdateState
from renaksi.models import Handover, Notice, PlanGrant, ProgressUpdate, ReviewLock, UpdateEvent
from renaksi.queries.guards import involved_in
from renaksi.queries.workspace.handover import preview
from tests import actors
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import UpdateFactory
from tests.integration.access.probe import client_of
from tests.reporting import IN_WINDOW, REVIEWED, draft, judge, link, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def taker(line) -> User:
    return actors.focal_point(line.institution)


def given(line, to, **changes):
    values = {"giver": line.reporter, "taker": to, "institution": line.institution, "reason": "Mutasi"}
    return {**values, "by": line.admin, "at": REVIEWED, **changes}


def roles(user: User) -> list[tuple[str, int | None]]:
    return sorted(Membership.objects.filter(user=user).values_list("role", "institution"))


def test_roles_and_drafts_go_and_nothing_else_changes(line):
    taker = UserFactory()
    MembershipFactory(user=line.reporter, role=Role.APPROVER, institution=line.institution)
    elsewhere = InstitutionFactory()
    MembershipFactory(user=line.reporter, role=Role.FOCAL_POINT, institution=elsewhere)
    update = draft(line)
    before = ProgressUpdate.objects.filter(pk=update.pk).values().get()
    made = hand_over(**given(line, taker))
    here = line.institution.pk
    assert roles(taker) == [(Role.APPROVER, here), (Role.FOCAL_POINT, here)]
    assert roles(line.reporter) == [(Role.FOCAL_POINT, elsewhere.pk)]
    after = ProgressUpdate.objects.filter(pk=update.pk).values().get()
    assert after == {**before, "author_id": taker.pk}
    assert made.moved == {"memberships": 2, "drafts": 1, "grants": 0, "reviews": 0, "links": 0}
    assert made.receipt.startswith("ST-261020-")


def test_what_was_sent_stays_its_author_s(line, taker):
    update = submitted(line)
    events = list(UpdateEvent.objects.values())
    hand_over(**given(line, taker))
    update.refresh_from_db()
    assert (update.author, update.submitted_by) == (line.reporter, line.reporter)
    assert list(UpdateEvent.objects.values()) == events


def test_who_wrote_may_not_review_after_the_handover_either(line, taker):
    update = draft(line)
    link(line, update)
    hand_over(**given(line, taker))
    for writer in (line.reporter, taker):
        MembershipFactory(user=writer, role=Role.VERIFIER)
        PlanGrant.objects.create(user=writer, plan=line.plan, kind=GrantKind.VERIFY)
    submit_update(update=update, by=User.objects.get(pk=taker.pk), at=IN_WINDOW)
    for writer in (line.reporter, taker):
        with pytest.raises(ReviewRefused) as refusal:
            start_review(update=update, by=User.objects.get(pk=writer.pk), at=REVIEWED)
        assert refusal.value.codes == ("own_work",)
    assert start_review(update=update, by=line.verifier, at=REVIEWED).state == UpdateState.IN_REVIEW


def test_log_says_whose_a_draft_was(line, taker):
    update = draft(line)
    hand_over(**given(line, taker))
    [entry] = entries_for(update).filter(action="update.handed_over")
    assert (entry.actor, entry.data) == (line.admin, {"from": line.reporter.pk, "to": taker.pk})


def test_author_of_an_unlogged_draft_is_known_through_the_handover(line, taker):
    """As of reports that were imported: nothing but the author's name said who wrote them."""
    update = UpdateFactory(milestone=line.milestone, period=line.period, author=line.reporter)
    hand_over(**given(line, taker))
    update.refresh_from_db()
    assert involved_in(update) == {line.reporter.pk, taker.pk}


def test_links_of_the_giver_end(line, taker):
    issued, _secret = issue_sign_in_link(
        user=line.reporter,
        institution=line.institution,
        period=line.period.pk,
        expires_at=REVIEWED.replace(day=25),
        by=line.admin,
        at=REVIEWED,
    )
    made = hand_over(**given(line, taker))
    assert SignInLink.objects.get(pk=issued.pk).revoked_at == REVIEWED
    assert made.moved["links"] == 1


def test_desk_of_a_verifier_goes_with_what_was_begun(line):
    taker = actors.verifier()
    update = submitted(line)
    start_review(update=update, by=line.verifier, at=REVIEWED)
    assert ReviewLock.objects.get(update=update).by == line.verifier
    made = hand_over(**given(line, taker, giver=line.verifier, institution=None))
    assert made.moved == {"memberships": 0, "drafts": 0, "grants": 1, "reviews": 1, "links": 0}
    assert list(PlanGrant.objects.filter(plan=line.plan).values_list("user", flat=True)) == [taker.pk]
    assert not ReviewLock.objects.exists()
    desk = SimpleNamespace(verifier=User.objects.get(pk=taker.pk))
    judge(desk, update)
    verify_update(update=update, verified_step=50, by=desk.verifier, at=REVIEWED)
    with pytest.raises(PermissionDenied):
        start_review(update=update, by=User.objects.get(pk=line.verifier.pk), at=REVIEWED)


def test_taker_who_is_no_verifier_gets_no_plans(line, taker):
    with pytest.raises(Refused) as refusal:
        hand_over(**given(line, taker, giver=line.verifier, institution=None))
    assert refusal.value.codes == ("taker_lacks_role",)
    assert (Handover.objects.count(), PlanGrant.objects.get().user) == (0, line.verifier)


def test_both_are_told_once(line, taker):
    made = hand_over(**given(line, taker))
    told = Notice.objects.filter(kind=NoticeKind.HANDED_OVER).values_list("user", "key")
    assert set(told) == {(one.pk, f"handed_over:{made.pk}") for one in (line.reporter, taker)}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (lambda line, _taker: {"taker": line.reporter}, "handover_to_oneself"),
        (lambda _line, _taker: {"reason": "  "}, "reason_missing"),
        (lambda _line, _taker: {"institution": InstitutionFactory()}, "nothing_to_hand_over"),
        (lambda _line, taker: {"taker": switched_off(taker)}, "taker_inactive"),
    ],
)
def test_what_cannot_be_handed_over_is_refused_with_its_reason(line, taker, changes, code):
    with pytest.raises(Refused) as refusal:
        hand_over(**given(line, taker, **changes(line, taker)))
    assert code in refusal.value.codes
    assert Handover.objects.count() == 0


def switched_off(user: User) -> User:
    user.is_active = False
    user.save()
    return user


def test_who_may_hand_over(line):
    region = CityFactory()
    line.institution.region = region
    line.institution.save()
    taker = actors.focal_point(InstitutionFactory(region=region))
    stranger = actors.focal_point(InstitutionFactory(region=CityFactory()))
    coordinator, other = actors.coordinator(region), actors.coordinator(CityFactory())
    approver = actors.approver(line.institution)
    tried = {
        "coordinator": {"by": coordinator},
        "admin": {"by": line.admin},
        "coordinator to who is elsewhere": {"by": coordinator, "taker": stranger},
        "coordinator to an approver": {"by": coordinator, "taker": approver},
        "coordinator from an approver": {"by": coordinator, "giver": approver},
        "coordinator the desk of a verifier": {
            "by": coordinator,
            "giver": line.verifier,
            "institution": None,
        },
        "coordinator elsewhere": {"by": other},
        "giver": {"by": line.reporter},
        "taker": {"by": taker},
        "verifier": {"by": line.verifier},
    }
    assert {name for name, how in tried.items() if may(given(line, taker, **how))} == {"coordinator", "admin"}


def may(values) -> bool:
    try:
        with transaction.atomic():
            hand_over(**values)
            transaction.set_rollback(True)
    except PermissionDenied:
        return False
    return True


def test_preview_names_what_moves_and_whom_it_hinders(line):
    update = submitted(line)
    start_review(update=update, by=line.verifier, at=REVIEWED)
    MembershipFactory(user=line.reporter, role=Role.VERIFIER)
    shown = preview(line.verifier, line.reporter, None)
    milestone = line.milestone.title
    assert shown.lines == (
        f"Penugasan Verifikasi: {line.plan}",
        f"Telaah yang sudah dimulai: {milestone} (B09 2026)",
    )
    assert shown.warnings == (
        f"{milestone} (B09 2026): penerima ikut menulis atau menyetujuinya, jadi orang lain yang menelaah.",
    )


# --- The pages --------------------------------------------------------------------------------------


def test_pages_show_before_they_act_and_end_with_a_receipt(line, taker):
    draft(line)
    client = client_of(line.admin)
    page = reverse("workspace:handover", args=[line.reporter.pk])
    sent = {"place": line.institution.pk, "taker": taker.pk, "reason": "Mutasi"}
    shown = client.post(page, {**sent, "action": "preview"})
    assert len(shown.context["preview"].lines) == 2
    assert Handover.objects.count() == 0
    done = client.post(page, {**sent, "action": "confirm"})
    made = Handover.objects.get()
    receipt = reverse("workspace:handover_receipt", args=[made.receipt])
    assert done.headers["Location"] == receipt
    readers = {"admin": line.admin, "giver": line.reporter, "taker": taker, "other": line.outsider}
    found = {name: client_of(one).get(receipt).status_code for name, one in readers.items()}
    assert found == {"admin": 200, "giver": 200, "taker": 200, "other": 404}


def test_page_of_who_holds_nothing_says_so_instead_of_asking(line):
    page = client_of(line.admin).get(reverse("workspace:handover", args=[line.admin.pk])).content.decode()
    assert "tidak memegang tugas yang dapat diserahkan di sini" in page
    assert 'name="taker"' not in page


def test_forged_people_and_places_are_refused_and_nothing_typed_is_lost(line, taker):
    region = CityFactory()
    type(line.institution).objects.filter(pk=line.institution.pk).update(region=region)
    client = client_of(actors.coordinator(region))
    page = reverse("workspace:handover", args=[line.reporter.pk])
    for forged in (
        {"taker": line.admin.pk, "place": line.institution.pk},
        {"taker": taker.pk, "place": InstitutionFactory().pk},
        {"taker": taker.pk, "place": "desk"},
    ):
        answer = client.post(page, {**forged, "reason": "Mutasi", "action": "confirm"})
        assert (answer.status_code, Handover.objects.count()) == (422, 0)
        assert "Mutasi" in answer.content.decode()
    for giver in (line.admin, line.verifier, line.outsider):
        assert client.get(reverse("workspace:handover", args=[giver.pk])).status_code == 404


def test_drafts_alone_are_moved_by_nobody_who_may_not(line, taker):
    """Where no role goes along, no other action asks."""
    update = draft(line)
    line.reporter.memberships.all().delete()
    for by in (line.reporter, taker, line.outsider, line.verifier, actors.coordinator(CityFactory())):
        with pytest.raises(PermissionDenied):
            hand_over(**given(line, taker, by=by))
    hand_over(**given(line, taker))
    assert ProgressUpdate.objects.get(pk=update.pk).author == taker
