"""Nobody sets a field that is not theirs, whatever the request carries.

Every form is sent filled in as its person would, and with every column of every table beside it, under
its plain name and under each prefix that the form knows. What the database then holds of old rows may
differ in the fields named here and in no other; new rows must belong to who sent them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Field, Model
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, User
from evidence.actions.openings import log_opening
from evidence.models import Evidence
from institutions.models import Institution
from renaksi.enums import UpdateState
from renaksi.models import (
    ActionPlan,
    Commitment,
    CompletionDecision,
    EvidenceItem,
    EvidenceRequirement,
    IndependentNote,
    Milestone,
    PeriodExtension,
    PlanGrant,
    ProgressUpdate,
    ReportingPeriod,
    ReportSheet,
    Review,
    UpdateEvent,
)
from reports.models import ReportBuild
from tests import actors
from tests.factories.accounts import PASSWORD
from tests.factories.renaksi import ItemFactory
from tests.integration.access.probe import client_of
from tests.integration.access.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WATCHED: tuple[type[Model], ...] = (
    User, Membership, Institution, ActionPlan, Commitment, Milestone, EvidenceRequirement, ReportingPeriod, PeriodExtension,
    PlanGrant, ProgressUpdate, UpdateEvent, EvidenceItem, Evidence, Review, CompletionDecision, IndependentNote, ReportBuild,
    ReportSheet,
)  # fmt: skip
Rows = dict[tuple[str, int], dict[str, Any]]


def rows() -> Rows:
    return {(model.__name__, row["id"]): row for model in WATCHED for row in model._default_manager.values()}


def changed(before: Rows, after: Rows) -> dict[str, set[str]]:
    """Fields of old rows by model; a row that is gone counts with all its fields."""
    found: dict[str, set[str]] = {}
    for (model, pk), old in before.items():
        new = after.get((model, pk), {})
        differs = {name for name, value in old.items() if new.get(name, ...) != value}
        if differs:
            found.setdefault(model, set()).update(differs)
    return found


def forged(column: Field, world: World) -> str:
    """A value that the column would take, other than what any row of the world has."""
    if column.is_relation:
        others = column.related_model._default_manager.order_by("pk")
        return str(others.values_list("pk", flat=True).last() or 1)
    if column.choices:
        return str(column.choices[-1][0])
    return {
        "BooleanField": "on",
        "DateField": "2020-01-01",
        "DateTimeField": "2020-01-01 00:00:00",
        "JSONField": '{"dipalsukan": true}',
        "EmailField": "dipalsukan@contoh.test",
        "UUIDField": "00000000-0000-0000-0000-000000000001",
        "URLField": "https://dipalsukan.contoh.test/",
    }.get(column.get_internal_type(), "7" if "Integer" in column.get_internal_type() else "dipalsukan")


def everything(world: World, prefixes: Iterable[str]) -> dict[str, str]:
    columns = [column for model in WATCHED for column in model._meta.concrete_fields]
    return {
        f"{prefix}{name}": forged(column, world)
        for column in columns
        for name in {column.name, column.attname}
        for prefix in ("", *prefixes)
    }


@dataclass
class Case:
    """`person` sends `data` to `address`; of old rows `may_change`, new rows are only of the models `may_add`."""

    person: Callable[[World], User]
    address: Callable[[World], str]
    data: Callable[[World], dict[str, str]]
    may_change: dict[str, set[str]] = field(default_factory=dict)
    may_add: frozenset[str] = frozenset()
    prefixes: Callable[[World], tuple[str, ...]] = lambda _world: ("bukti-lain-", "form-0-", "id_")


TOLD = {"step", "narrative", "challenges", "challenge_text", "next_step", "revision", "changed_at"}
BLOCKED = {"blocked_by_id", "blocked_since", "blocked_reason"}
SENT = {"state", "submitted_by_id", "submitted_at", "first_submitted_at", "receipt"}


def report_address(world: World) -> str:
    return reverse("workspace:report", args=[world.period.pk, world.updates[UpdateState.DRAFT].milestone_id])


def report_data(action: str) -> Callable[[World], dict[str, str]]:
    return lambda world: {
        "action": action,
        "revision": str(world.updates[UpdateState.DRAFT].revision),
        "step": "25",
        "narrative": "Ditulis pemiliknya.",
        "challenges": "funding",
        "challenge_text": "Dana belum turun.",
        "next_step": "Menunggu pencairan.",
        "blocked_by": "",
        "blocked_since": "",
        "blocked_reason": "",
        "bukti-lain-url": "",
        "bukti-lain-title": "",
        "bukti-lain-key": "kunci",
    }


def item_of(world: World) -> EvidenceItem:
    """One proof of the update that waits for its verdict."""
    update = world.updates[UpdateState.SUBMITTED]
    known = update.items.first()
    return known or ItemFactory(update=update, evidence__institution=world.b)


def review_data(action: str) -> Callable[[World], dict[str, str]]:
    def data(world: World) -> dict[str, str]:
        prefix = f"butir-{item_of(world).pk}-"
        return {
            "action": action,
            f"{prefix}verdict": "accepted",
            f"{prefix}reason_code": "",
            f"{prefix}note": "",
            "verified_step": "25",
            "remark": "Sesuai.",
            "reason_code": "other",
            "note": "Perbaiki.",
        }

    return data


def review_prefixes(world: World) -> tuple[str, ...]:
    return (f"butir-{item_of(world).pk}-", "form-0-")


def several_data(world: World) -> dict[str, str]:
    """The verifier has opened its proof."""
    by = PlanGrant.objects.filter(plan=world.plan).latest("pk").user
    log_opening(evidence=item_of(world).evidence, by=by, part="link", at=timezone.now())
    return {"laporan": str(world.updates[UpdateState.SUBMITTED].pk)}


def page_of(name: str, state: UpdateState) -> Callable[[World], str]:
    return lambda world: reverse(f"workspace:{name}", args=[world.updates[state].pk])


def reporter_of_verified(world: World) -> User:
    """In the world nothing is verified: what is, everybody may read."""
    ProgressUpdate.objects.filter(pk=world.updates[UpdateState.SUBMITTED].pk).update(
        state=UpdateState.VERIFIED
    )
    return actors.focal_point(world.b)


def officers_of(world: World) -> list[int]:
    held = Membership.objects.filter(role=Role.FOCAL_POINT, institution=world.b).order_by("pk")
    return list(held.values_list("user", flat=True))


def sender_of_sheet(world: World) -> User:
    """Whose sheet says something new of B's draft."""
    user, draft = actors.focal_point(world.b), world.updates[UpdateState.DRAFT]
    cells = {"narrative": ["K4", "s", "Dari lembar."], "reached": ["J4", "n", "50"]}
    told = {"challenge_text": draft.challenge_text, "next_step": draft.next_step}
    cells |= {key: ["S4", "s", text] for key, text in told.items()}
    row = {"key": "1", "row": 4, "milestone": draft.milestone_id, "revision": draft.revision, "cells": cells}
    ReportSheet.objects.create(
        user=user,
        institution=world.b,
        period=world.period,
        file_name="lembar.xlsx",
        sha256="0" * 64,
        rows=[{**row, "slips": [], "fault": ""}],
        created_at=timezone.now(),
    )
    return user


# Accepted and verified, a public proof is published.
JUDGED: dict[str, set[str]] = {
    "EvidenceItem": {"verdict", "judged_by_id", "judged_at", "note"},
    "Evidence": {"state", "published_at", "approved_by_id", "approved_at"},
}
CASES = {
    "choose mails": Case(
        lambda world: actors.focal_point(world.b),
        lambda _world: reverse("workspace:notices"),
        lambda _world: {"choice": "quiet"},
        {"User": {"mail_choice"}},
    ),
    "save a draft": Case(
        lambda world: actors.focal_point(world.b),
        report_address,
        report_data("save"),
        {"ProgressUpdate": TOLD},
    ),
    "submit": Case(
        lambda world: actors.focal_point(world.b),
        report_address,
        report_data("submit"),
        {"ProgressUpdate": TOLD | SENT},
        frozenset({"UpdateEvent"}),
    ),
    "recall": Case(
        lambda world: actors.focal_point(world.b),
        page_of("recall", UpdateState.SUBMITTED),
        lambda _world: {},
        {"ProgressUpdate": {"state", "changed_at"}},
        frozenset({"UpdateEvent"}),
    ),
    "correct": Case(
        reporter_of_verified,
        page_of("correction", UpdateState.SUBMITTED),
        lambda _world: {"reason": "Salah ketik."},
        {"ProgressUpdate": {"is_current", "changed_at"}},
        frozenset({"ProgressUpdate", "UpdateEvent"}),
    ),
    "undo a verdict": Case(
        lambda world: actors.verifier(world.plan),
        page_of("undo_verdict", UpdateState.RETURNED),
        lambda _world: {"reason": "Salah menekan."},
        {"ProgressUpdate": {"is_current", "changed_at"}},
        frozenset({"ProgressUpdate", "UpdateEvent", "Notice"}),
    ),
    "approve": Case(
        lambda world: actors.approver(world.b),
        page_of("approval", UpdateState.AWAITING_AGENCY),
        lambda _world: {"action": "approve", "reason": ""},
        {"ProgressUpdate": {"state", "changed_at"}},
        frozenset({"UpdateEvent"}),
    ),
    "send back": Case(
        lambda world: actors.coordinator(world.b.region),
        page_of("approval", UpdateState.AWAITING_REGION),
        lambda _world: {"action": "send_back", "reason": "Lengkapi."},
        {"ProgressUpdate": {"state", "changed_at"}},
        frozenset({"UpdateEvent"}),
    ),
    "judge": Case(
        lambda world: actors.verifier(world.plan),
        page_of("review", UpdateState.SUBMITTED),
        review_data("save"),
        {"ProgressUpdate": {"state", "changed_at"}, **JUDGED},
        frozenset({"UpdateEvent"}),
        review_prefixes,
    ),
    "verify": Case(
        lambda world: actors.verifier(world.plan),
        page_of("review", UpdateState.SUBMITTED),
        review_data("verify"),
        {"ProgressUpdate": {"state", "changed_at"}, **JUDGED},
        frozenset({"UpdateEvent", "Review"}),
        review_prefixes,
    ),
    "return": Case(
        lambda world: actors.verifier(world.plan),
        page_of("review", UpdateState.SUBMITTED),
        review_data("return"),
        {"ProgressUpdate": {"state", "changed_at"}, **JUDGED},
        frozenset({"UpdateEvent", "Review"}),
        review_prefixes,
    ),
    "verify several": Case(
        lambda world: actors.verifier(world.plan),
        lambda _world: reverse("workspace:bulk_review"),
        several_data,
        {
            "ProgressUpdate": {"state", "changed_at"},
            "EvidenceItem": {"verdict", "judged_by_id", "judged_at"},
            "Evidence": JUDGED["Evidence"],
        },
        frozenset({"UpdateEvent", "Review"}),
    ),
    "note": Case(
        lambda world: actors.monitor(world.plan),
        lambda world: reverse("workspace:note", args=[world.unbegun.commitment_id]),
        lambda _world: {"text": "Dilihat di lapangan."},
        may_add=frozenset({"IndependentNote"}),
    ),
    "appoint a focal point": Case(
        lambda world: actors.coordinator(world.b.region),
        lambda _world: reverse("workspace:account_add"),
        lambda world: {"name": "Baru", "email": "baru@contoh.test", "institution": str(world.b.pk)},
        may_add=frozenset({"User", "Membership"}),
    ),
    "hand over": Case(
        lambda world: [actors.focal_point(world.b), actors.focal_point(world.b), actors.secretariat_admin()][
            -1
        ],
        lambda world: reverse("workspace:handover", args=[officers_of(world)[0]]),
        lambda world: {
            "place": str(world.b.pk),
            "taker": str(officers_of(world)[1]),
            "reason": "Mutasi",
            "action": "confirm",
        },
        # The giver's role is gone; the taker has it already.
        {"Membership": {"id", "user_id", "role", "institution_id", "region_id"}},
        frozenset({"Notice"}),
    ),
    "apply a sheet": Case(
        sender_of_sheet,
        lambda _world: reverse("workspace:sheet", args=[ReportSheet.objects.get().pk]),
        lambda world: {"row": "1", "seen-1": str(world.updates[UpdateState.DRAFT].revision)},
        {"ProgressUpdate": {"narrative", "revision", "changed_at"}, "ReportSheet": {"applied_at"}},
    ),
    "extend one institution": Case(
        lambda _world: actors.secretariat_admin(),
        lambda world: reverse("workspace:round_institution", args=["B09-2026", world.b.pk]),
        lambda world: {"closes_on": (world.period.closes_on + timedelta(3)).isoformat(), "reason": "Surat 7"},
        may_add=frozenset({"PeriodExtension"}),
    ),
    "open a round": Case(
        lambda _world: actors.secretariat_admin(),
        lambda _world: f"{reverse('workspace:rounds')}?code=B12&year=2098",
        lambda world: {
            "plans": str(world.plan.pk),
            "opens_on": "2098-12-20",
            "closes_on": "2099-01-10",
            "verify_by": "2099-01-31",
        },
        may_add=frozenset({"ReportingPeriod"}),
    ),
    "change the password": Case(
        lambda world: actors.focal_point(world.b),
        lambda _world: reverse("account_change_password"),
        lambda _world: {
            "oldpassword": PASSWORD,
            "password1": "kalimat-sandi-baru-2026",
            "password2": "kalimat-sandi-baru-2026",
        },
        {"User": {"password"}},
    ),
}


def own(model: str, row: dict[str, Any], by: User, world: World) -> dict[str, Any]:
    """What a new row must say of who made it, whatever was sent."""
    wanted = {
        "UpdateEvent": {"by_id": by.pk},
        "Review": {"by_id": by.pk},
        "User": {"email": "baru@contoh.test", "is_staff": False, "is_superuser": False},
        "Membership": {"role": Role.FOCAL_POINT, "institution_id": world.b.pk, "region_id": None},
        "ProgressUpdate": {"institution_id": world.b.pk, "is_current": True},
        "Notice": {"kind": "reopened"},
        "PeriodExtension": {"by_id": by.pk, "institution_id": world.b.pk, "period_id": world.period.pk},
        "ReportingPeriod": {"plan_id": world.plan.pk, "code": "B12", "year": 2098, "state": "open"},
        "IndependentNote": {"monitor_id": by.pk, "commitment_id": world.unbegun.commitment_id},
    }[model]
    return {name: row[name] for name in wanted} | wanted


@pytest.mark.parametrize("name", CASES)
def test_form_changes_what_is_its_own_and_nothing_else(name: str):
    case = CASES[name]
    world = make_world()
    person = case.person(world)
    client = client_of(person)
    data = everything(world, case.prefixes(world)) | case.data(world)
    before = rows()
    response = client.post(case.address(world), data)
    after = rows()
    assert response.status_code == 302, "what its person fills in must go through"
    differs = changed(before, after)
    assert {model: names - case.may_change.get(model, set()) for model, names in differs.items()} == {
        model: set() for model in differs
    }
    added = {key: row for key, row in after.items() if key not in before}
    assert {model for model, _pk in added} <= case.may_add
    for (model, _pk), row in added.items():
        assert row == row | own(model, row, person, world)


@pytest.mark.parametrize("name", CASES)
def test_form_does_change_something(name: str):
    """Else the test above could not fail."""
    case = CASES[name]
    world = make_world()
    client = client_of(case.person(world))
    data = case.data(world)
    before = rows()
    client.post(case.address(world), data)
    assert rows() != before
