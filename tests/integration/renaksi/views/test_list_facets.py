"""Every count beside a choice is what one gets by choosing it, for any filters: page, file and figures agree."""

import json
from random import Random

import pytest
from django.http import QueryDict
from django.urls import reverse

from renaksi.actions.standings import bring_up_to_date
from renaksi.enums import PlanLevel
from renaksi.filters import FACETS, CommitmentFilter
from renaksi.models import Commitment, Partnership
from renaksi.queries.figures import figures_for
from tests.factories.institutions import CityFactory, InstitutionFactory, ProvinceFactory
from tests.factories.renaksi import PolicyAreaFactory
from tests.public_records import promise, running_plan, step_of, today, tracked

pytestmark = [pytest.mark.django_db, pytest.mark.once]
COMMITMENTS = 40
VIEWS = 60
WORDS = ("", "data", "desa", "kota", "dinas 1", "2", "uji data")


@pytest.fixture
def country(db):
    """Two provinces with their cities, three plans, commitments by chance."""
    chance = Random(5)  # noqa: S311 - the same country each time
    provinces = [ProvinceFactory(code=code, name=f"Provinsi {code}") for code in ("97", "98")]
    cities = [
        CityFactory(code=f"{one.code}.7{n}", name=f"Kota {one.code}{n}", province=one)
        for one in provinces
        for n in range(2)
    ]
    places = [None, None, *provinces, *cities]
    plans = [
        running_plan(level=PlanLevel.NATIONAL),
        running_plan(level=PlanLevel.REGIONAL, region=cities[0]),
        running_plan(level=PlanLevel.REGIONAL, region=provinces[1]),
    ]
    leads = [InstitutionFactory(name=f"Dinas {number}") for number in range(5)]
    areas = [PolicyAreaFactory() for _ in range(4)]
    for number in range(COMMITMENTS):
        fields = {
            "lead": chance.choice(leads),
            "region": chance.choice(places),
            "title": f"{chance.choice(('Data', 'Desa', 'Uji'))} {number}",
        }
        plan = chance.choice(plans)
        if chance.random() < 0.5:
            commitment = tracked(plan, step=chance.choice((0, 25, 50, 100)), **fields)
        else:
            commitment = promise(plan, **fields)
            step_of(commitment, due_in=chance.choice((-9, 30)))
        Partnership.objects.bulk_create(
            Partnership(commitment=commitment, institution=one, role=role)
            for one, role in ((chance.choice(leads), "partner"), (fields["lead"], "related"))
        )
        commitment.policy_areas.set(chance.sample(areas, chance.randrange(3)))
        commitment.save()
    bring_up_to_date(on=today())
    return chance


def filters(query: dict[str, list[str]]) -> CommitmentFilter:
    data = QueryDict(mutable=True)
    for name, values in query.items():
        data.setlist(name, values)
    return CommitmentFilter(data)


def all_choices(found):
    return [(facet, choice) for facet in found.facets() for choice in [*facet.choices, *facet.more]]


def test_every_count_is_what_one_gets_by_choosing_it(country):
    everything = {}
    for facet, choice in all_choices(filters({})):
        everything.setdefault(facet.name, []).append(choice.value)
    assert set(everything) == set(FACETS)
    compared = 0
    for _ in range(VIEWS):
        asked = country.sample(sorted(FACETS), country.randrange(4))
        query = {
            name: country.sample(everything[name], min(len(everything[name]), country.choice((1, 2))))
            for name in asked
        }
        query["q"] = [country.choice(WORDS)]
        view = filters(query)
        assert view.total == view.found().count() == len(set(view.listed().values_list("pk", flat=True)))
        choices = all_choices(view)
        for facet, choice in country.sample(choices, min(len(choices), 4)):
            alone = filters({**query, facet.name: [choice.value]})
            assert choice.count == alone.total == alone.found().count()
            assert choice.selected == (choice.value in query.get(facet.name, ()))
            compared += 1
    assert compared > VIEWS * 2


def test_page_file_and_figures_say_the_same(client, country):
    figures = figures_for(Commitment.objects.for_figures(), as_of=today())
    by_url = {
        f"http://testserver{one.get_absolute_url()}": figures[one.pk]
        for one in Commitment.objects.select_related("plan")
    }
    response = client.get(reverse("commitment_list"), {"format": "json", "sort": "progress"})
    rows = json.loads(b"".join(response.streaming_content))["rows"]
    assert len(rows) == COMMITMENTS == filters({}).total
    for row in rows:
        one = by_url[row["url"]]
        assert (row["status"], row["overdue"], row["verified"], row["milestones"]) == (
            str(one.status.label),
            one.overdue,
            one.progress.verified,
            one.progress.total,
        )
        assert row["percent"] == (None if one.progress.percent is None else int(one.progress.percent))
    shown = [row["percent"] if row["percent"] is not None else -1 for row in rows]
    assert shown == sorted(shown, reverse=True)
