"""Who came by a sign-in link: one institution's reports of one period, whatever else the person may do."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.actions import appoint_focal_point, grant_role
from accounts.actions.links import issue_sign_in_link
from accounts.domain.link_addresses import BY_LINK
from accounts.domain.rights import RIGHTS_BY_LINK, Right
from accounts.enums import Role
from accounts.models import SignInLink, User
from accounts.permissions import has_role, is_secretariat_admin, may_enter_cms, reach
from evidence.permissions import may_judge, may_open, may_take_down
from evidence.views.tus import BYTES
from foundation.audit.queries import entries_for
from renaksi.actions.attachments import attach_announced
from renaksi.actions.reviews import start_review
from renaksi.actions.updates import approve_update, start_update
from renaksi.enums import GrantKind, NoticeKind, PeriodCode, UpdateState
from renaksi.models import PlanGrant, ProgressUpdate
from renaksi.notifications.notices import tell
from renaksi.permissions import may_note, may_write, updates_readable_by
from renaksi.queries.workspace.notices import notices_of
from tests import actors
from tests.factories.accounts import MembershipFactory
from tests.factories.evidence import PDF
from tests.factories.renaksi import PeriodFactory, UpdateFactory
from tests.integration.access.probe import ask, fresh, outcome, undone
from tests.integration.access.test_table import address, arguments, own_names, rows
from tests.integration.access.world import World, make_world, secret_file, secret_update

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What is there at all, with GET and POST: of institution B and the period of the link.
OPEN = {
    "workspace:home": ("200", "405"),
    "workspace:report": ("200", "goes"),
    "workspace:upload": ("405", "412"),
    "workspace:readiness": ("405", "200"),
    "workspace:update": ("200", "405"),
    "workspace:receipt": ("200", "405"),
    "workspace:recall": ("405", "goes"),
    "workspace:correction": ("goes", "goes"),
    "workspace:give_up": ("405", "goes"),
    "workspace:proof": ("200", "405"),
    "workspace:sheets": ("200", "422"),
    "workspace:sheet_file": ("200", "405"),
    "workspace:sheet_drafts": ("200", "goes"),
    "workspace:notices": ("200", "422"),
    # A colleague's, in this world.
    "workspace:sheet": ("404", "404"),
    "workspace:sheet_remarks": ("404", "404"),
}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def person(world: World) -> User:
    """Holds every role there is, here and elsewhere."""
    user = actors.focal_point(world.b)
    for role, place in (
        (Role.FOCAL_POINT, {"institution": world.a}),
        (Role.APPROVER, {"institution": world.b}),
        (Role.COORDINATOR, {"region": world.b.region}),
        (Role.VERIFIER, {}),
        (Role.MONITOR, {}),
    ):
        MembershipFactory(user=user, role=role, **place)
    for kind in GrantKind:
        PlanGrant.objects.create(user=user, plan=world.plan, kind=kind)
    grant_role(user=user, role=Role.ADMIN, by=None)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def issued(world: World, person: User) -> tuple[SignInLink, str]:
    now = timezone.now()
    return issue_sign_in_link(
        user=person,
        institution=world.b,
        period=world.period.pk,
        expires_at=now + timedelta(days=3),
        by=actors.secretariat_admin(),
        at=now,
    )


@pytest.fixture
def client(issued) -> Client:
    client = Client()
    client.post(reverse("sign_in_link", args=[issued[1]]))
    return client


@pytest.fixture
def by_link(issued) -> User:
    user = User.objects.get(pk=issued[0].user_id)
    user.came_by = issued[0]
    return user


def fresh_with_device(client: Client) -> Client:
    other = fresh(client)
    other.cookies.update(client.cookies)
    return other


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_nothing_else_is_there_below_workspace_and_cms(world: World, client: Client, verb: str):
    names = [name for name, how in rows() if how == verb and name.startswith("workspace:")]
    found = {}
    for name in names:
        path = address(name, arguments(name, world))
        with undone():
            found[name] = outcome(ask(fresh_with_device(client), verb, path), path)
    place = ("GET", "POST").index(verb)
    expected = {name: OPEN[name][place] if name in OPEN else "404" for name in names}
    assert found == expected


def test_addresses_that_are_open_are_those_of_the_list():
    assert set(OPEN) == BY_LINK
    assert set(own_names(get_resolver())) >= BY_LINK


def test_notices_are_of_the_institution_and_the_period_alone(world: World, by_link: User):
    other, now = update_of_another_period(world), timezone.now()
    about: dict[str, dict] = {
        "own report": {"update": world.updates[UpdateState.RETURNED]},
        "own round": {"period": world.period, "institution": world.b},
        "round": {"period": world.period},
        "another period": {"update": other},
        "another institution": {"period": world.period, "institution": world.a},
        "no period": {"institution": world.b},
    }
    for key, what in about.items():
        tell([by_link], NoticeKind.EXTENDED, key=key, at=now, **what)
    assert {notice.key for notice in notices_of(by_link)} == {"own report", "own round", "round"}
    assert {notice.key for notice in notices_of(User.objects.get(pk=by_link.pk))} == set(about)


def test_choice_of_mails_is_theirs_too(client: Client, by_link: User):
    assert client.post(reverse("workspace:notices"), {"choice": "quiet"}).status_code == 302
    by_link.refresh_from_db()
    assert by_link.mail_choice == "quiet"


def test_cms_is_closed_even_to_an_admin(client: Client):
    paths = ("/admin/", "/admin/akun/", "/admin/pages/", "/ruang-kerja/tidak-ada/")
    verbs = ("GET", "POST", "PUT", "DELETE", "OPTIONS")
    assert {client.generic(verb, path).status_code for path in paths for verb in verbs} == {404}


def test_doors_of_files_follow_the_period(world: World, client: Client):
    other = update_of_another_period(world)
    theirs = secret_file(other)
    paths = [reverse("evidence:open", args=[one.public_id]) for one in (world.evidence, theirs)]
    assert [outcome(client.get(path), path) for path in paths] == ["200", "404"]
    assert client.get(reverse("reports:draft_file", args=[world.build.pk, "pdf"])).status_code == 404


def update_of_another_period(world: World) -> ProgressUpdate:
    period = PeriodFactory(
        plan=world.plan,
        code=PeriodCode.B06,
        opens_on=world.period.opens_on,
        closes_on=world.period.closes_on,
        verify_by=world.period.verify_by,
    )
    return secret_update(world.unbegun, period, UpdateState.RETURNED)


def test_same_institution_in_another_period_is_not_there(world: World, client: Client, by_link: User):
    other = update_of_another_period(world)
    for name, keys in {
        "workspace:update": [other.pk],
        "workspace:receipt": [other.pk],
        "workspace:recall": [other.pk],
        "workspace:report": [other.period_id, other.milestone_id],
        "workspace:upload": [other.period_id, other.milestone_id],
        "workspace:sheet_file": [other.period_id, world.b.pk],
        "workspace:sheet_drafts": [other.period_id, world.b.pk],
        "workspace:report ": [other.period_id, world.updates[UpdateState.DRAFT].milestone_id],
    }.items():
        for verb in ("GET", "POST"):
            assert client.generic(verb, reverse(name.strip(), args=keys)).status_code == 404, (name, verb)
    assert may_write(by_link, other) is False
    with pytest.raises(PermissionDenied):
        start_update(milestone=world.unbegun, period=other.period, by=by_link, at=timezone.now())


def test_home_shows_the_period_of_the_link_alone(world: World, client: Client):
    other = update_of_another_period(world)
    draft = world.updates[UpdateState.DRAFT]
    for corrected in (other, draft):
        facts = {"corrects": world.updates[UpdateState.SUBMITTED], "correction_reason": "Salah ketik"}
        ProgressUpdate.objects.filter(pk=corrected.pk).update(**facts)
    waiting = UpdateFactory(
        milestone__responsible=world.a,
        period=world.period,
        blocked_by=world.b,
        blocked_since=timezone.localdate(),
    )
    shown = client.get(reverse("workspace:home")).context["home"]
    assert (shown.institutions, shown.periods) == ((world.b.name,), (str(world.period),))
    assert [one.period for one in shown.corrections] == [str(world.period)]
    assert (waiting.blocked_by, shown.awaited) == (world.b, ())


def test_reading_is_the_institution_and_the_period(world: World, by_link: User):
    update_of_another_period(world)
    readable = updates_readable_by(by_link)
    assert set(readable) == set(world.updates.values())
    assert may_open(by_link, world.evidence) is True


def test_rights_are_those_of_the_table(world: World, by_link: User):
    held = {right for right in Right if reach(by_link, right) and right != Right.READ_PUBLISHED}
    assert held == RIGHTS_BY_LINK
    for right in RIGHTS_BY_LINK:
        mine = reach(by_link, right)
        assert (mine.everywhere, mine.institutions, mine.regions, mine.granted_to) == (
            False,
            frozenset({world.b.pk}),
            frozenset(),
            frozenset(),
        )
    assert has_role(by_link, *(role for role in Role if role != Role.FOCAL_POINT)) is False
    assert (is_secretariat_admin(by_link), may_enter_cms(by_link), may_note(by_link, world.plan)) == (
        False,
        False,
        False,
    )
    assert may_judge(by_link, world.evidence) is False
    assert may_take_down(by_link, world.evidence) is False


def test_roles_that_were_read_before_the_link_was_known_give_nothing_more(world: World, by_link: User):
    by_link.active_memberships = tuple(by_link.memberships.select_related("institution", "region"))
    beyond = set(Right) - RIGHTS_BY_LINK - {Right.READ_PUBLISHED}
    assert {right for right in beyond if reach(by_link, right)} == set()


def test_actions_refuse_what_other_roles_would_give(world: World, by_link: User):
    now = timezone.now()
    acts = [
        lambda: approve_update(update=world.updates[UpdateState.AWAITING_AGENCY], by=by_link, at=now),
        lambda: approve_update(update=world.updates[UpdateState.AWAITING_REGION], by=by_link, at=now),
        lambda: start_review(update=world.updates[UpdateState.SUBMITTED], by=by_link, at=now),
        lambda: grant_role(user=by_link, role=Role.EDITOR, by=by_link),
        lambda: appoint_focal_point(email="b@contoh.test", name="B", institution=world.b, by=by_link),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_who_runs_the_server_is_nobody_special(world: World, by_link: User):
    assert by_link.has_perm("renaksi.add_actionplan") is False
    by_link.is_superuser = True
    assert by_link.has_perm("renaksi.add_actionplan") is False
    assert (by_link.runs_the_server, may_enter_cms(by_link), bool(reach(by_link, Right.DECIDE))) == (
        False,
        False,
        False,
    )


def test_what_they_write_is_logged_with_the_link(world: World, client: Client, issued):
    path = reverse("workspace:report", args=[world.period.pk, world.unbegun.pk])
    client.post(path, {"action": "save", "revision": "0", "step": "25", "narrative": "Ditulis lewat tautan."})
    begun = ProgressUpdate.objects.get(milestone=world.unbegun)
    assert {entry.data["link"] for entry in entries_for(begun)} == {issued[0].pk}
    assert begun.author == issued[0].user


def test_bytes_of_another_period_are_not_taken_and_not_thrown_away(
    world: World, person: User, client: Client
):
    other = update_of_another_period(world)
    own = world.updates[UpdateState.DRAFT]
    answers = {}
    for update in (own, other):
        item = attach_announced(update=update, name="bukti.pdf", size=len(PDF), by=person)
        path = reverse("evidence:upload", args=[item.evidence.public_id])
        told = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
        sent = {"PATCH": PDF[:1], "HEAD": b"", "DELETE": b""}
        answers[update] = [
            client.generic(verb, path, body, headers=told, CONTENT_TYPE=BYTES).status_code
            for verb, body in sent.items()
        ]
    assert answers == {own: [204, 200, 204], other: [404, 404, 404]}
    dropped = entries_for(own).get(action="update.detached")
    assert dropped.data["link"] == SignInLink.objects.get().pk


def test_received_file_is_logged_with_the_link(world: World, client: Client, issued):
    link, _secret = issued
    item = attach_announced(
        update=world.updates[UpdateState.DRAFT], name="bukti.pdf", size=len(PDF), by=link.user
    )
    path = reverse("evidence:upload", args=[item.evidence.public_id])
    told = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    assert client.generic("PATCH", path, PDF, headers=told, CONTENT_TYPE=BYTES).status_code == 204
    assert entries_for(item.evidence).get(action="evidence.received").data["link"] == link.pk
