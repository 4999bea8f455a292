"""Several people × several plans, looked at before they are granted or taken back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from foundation.audit.models import AuditEntry
from renaksi.enums import GrantKind, PlanLevel
from renaksi.models import PlanGrant
from tests import actors
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.institutions import CityFactory, ProvinceFactory
from tests.factories.renaksi import PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def address(**given: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in given.items())
    return reverse("cms_grant:bulk") + (f"?{query}" if query else "")


def grants() -> set[tuple[int, int, str]]:
    return set(PlanGrant.objects.values_list("user", "plan", "kind"))


def entries() -> list[tuple[str, str, dict]]:
    found = AuditEntry.objects.filter(action__startswith="plans.").order_by("pk")
    return [(one.action, one.target_id, one.data) for one in found]


def test_preview_says_what_is_new_and_what_is_there_and_writes_nothing(as_admin: Client) -> None:
    plans = [PlanFactory() for _ in range(3)]
    verifier, monitor = actors.verifier(plans[0]), actors.monitor()
    before = grants()

    data = {"step": "grant", "people": [verifier.pk, monitor.pk], "plans": [plan.pk for plan in plans]}
    preview = as_admin.post(address(), data).context["preview"]

    assert [(one.person, one.kind, len(one.missing), len(one.held)) for one in preview.found.lines] == [
        (verifier, GrantKind.VERIFY, 2, 1),
        (monitor, GrantKind.MONITOR, 3, 0),
    ]
    assert (preview.changes, grants(), entries()) == (5, before, [])


def test_what_the_preview_shows_is_granted_once_and_logged_by_person(as_admin: Client) -> None:
    plans = [PlanFactory() for _ in range(3)]
    verifier = actors.verifier(plans[0])
    data = {"step": "grant", "people": [verifier.pk], "plans": [plan.pk for plan in plans]}
    sent: dict[str, list[str]] = {}
    for name, value in as_admin.post(address(), data).context["preview"].sent:
        sent.setdefault(name, []).append(value)

    as_admin.post(address(), {**sent, "apply": "1"})
    as_admin.post(address(), {**sent, "apply": "1"})

    assert grants() == {(verifier.pk, plan.pk, "verify") for plan in plans}
    missing = [plans[1].pk, plans[2].pk]
    assert entries() == [("plans.granted", str(verifier.pk), {"kind": "verify", "plans": missing})]


def test_kind_follows_from_the_roles_and_who_has_none_is_told(as_admin: Client) -> None:
    plan = PlanFactory()
    both = actors.verifier()
    MembershipFactory(role=Role.MONITOR, user=both)
    # Still offered, because a grant of old times is there to be taken back.
    former = UserFactory(name="Bekas Verifikator")
    PlanGrant.objects.create(user=former, plan=PlanFactory(), kind=GrantKind.VERIFY)

    data = {"step": "grant", "people": [both.pk, former.pk], "plans": [plan.pk]}
    preview = as_admin.post(address(), data).context["preview"]
    assert preview.refusals == [
        "Bekas Verifikator tidak berperan verifikator atau pemantau, atau akunnya nonaktif: beri perannya dulu."
    ]

    as_admin.post(address(), {**data, "apply": "1"})
    assert {one for one in grants() if one[1] == plan.pk} == {
        (both.pk, plan.pk, "verify"),
        (both.pk, plan.pk, "monitor"),
    }


def test_all_plans_of_a_province_are_found_and_granted(as_admin: Client) -> None:
    province = ProvinceFactory()
    inside = [
        PlanFactory(level=PlanLevel.REGIONAL, region=region)
        for region in (province, CityFactory(province=province))
    ]
    PlanFactory(level=PlanLevel.REGIONAL, region=CityFactory())
    PlanFactory()
    verifier = actors.verifier()

    chosen = {"level": PlanLevel.REGIONAL.value, "province": province.pk}
    as_admin.post(
        address(**chosen), {"step": "grant", "people": [verifier.pk], "all_plans": "on", "apply": "1"}
    )

    assert grants() == {(verifier.pk, plan.pk, "verify") for plan in inside}


def test_many_are_taken_back_at_once(as_admin: Client) -> None:
    plans = [PlanFactory() for _ in range(3)]
    verifier, other = actors.verifier(*plans), actors.verifier(*plans)
    data = {"step": "revoke", "people": [verifier.pk], "plans": [plans[0].pk, plans[1].pk]}

    assert as_admin.post(address(), data).context["preview"].changes == 2
    as_admin.post(address(), {**data, "apply": "1"})

    assert grants() == {(verifier.pk, plans[2].pk, "verify")} | {
        (other.pk, one.pk, "verify") for one in plans
    }
    taken = {"kind": "verify", "plans": [plans[0].pk, plans[1].pk]}
    assert entries() == [("plans.grants_revoked", str(verifier.pk), taken)]


@pytest.mark.parametrize("missing", ["step", "people", "plans"])
def test_what_is_not_chosen_is_said_in_a_sentence(as_admin: Client, missing: str) -> None:
    data = {"step": "grant", "people": [actors.verifier().pk], "plans": [PlanFactory().pk]}
    del data[missing]
    form = as_admin.post(address(), data).context["form"]
    told = {
        "step": "Pilih apakah penugasan diberi atau dicabut.",
        "people": "Belum ada orang yang dipilih. Tandai paling sedikit satu.",
        "plans": "Belum ada rencana aksi yang dipilih. Tandai paling sedikit satu, atau semuanya.",
    }
    assert dict(form.errors) == {missing: [told[missing]]}


def test_queries_do_not_grow_with_the_plans(as_admin: Client) -> None:
    def cost(plans: int) -> int:
        PlanGrant.objects.all().delete()
        for _ in range(plans):
            PlanFactory()
        data = {"step": "grant", "people": [person.pk for person in people], "all_plans": "on", "apply": "1"}
        with CaptureQueriesContext(connection) as queries:
            as_admin.post(address(), data)
        return len(queries)

    people = [actors.verifier(), actors.monitor()]
    cost(1)
    assert cost(2) == cost(30)


@pytest.mark.parametrize("field", ["people", "plans"])
def test_id_that_no_database_counts_to_is_refused_like_any_other(as_admin: Client, field: str) -> None:
    plan = PlanFactory()
    data = {"step": "grant", "people": [actors.verifier(plan).pk], "plans": [plan.pk], field: ["9" * 25]}
    answer = as_admin.post(address(), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors[field] == [
        "Pilihan ini tidak ada. Muat ulang halaman, lalu pilih lagi."
    ]
