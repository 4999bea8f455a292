"""Every count beside a choice is what one gets by choosing it, whatever else was chosen."""

from random import Random

import pytest
from django.http import QueryDict

from institutions.models import Region
from practices.filters import FACETS
from practices.views.gallery import _filters, gallery
from tests.integration.practices.worlds import gallery_of
from tests.pages import site_tree
from tests.public_records import today

pytestmark = pytest.mark.django_db


def asked(query: dict[str, list[str]]) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in query.items():
        found.setlist(name, values)
    return found


def counts(query: dict[str, list[str]]) -> dict[tuple[str, str], int]:
    view = gallery(asked(query), today=today())
    return {
        (facet.name, choice.value): choice.count
        for facet in view.facets
        for choice in (*facet.choices, *facet.more)
    }


def total(query: dict[str, list[str]]) -> int:
    filters, _words = _filters(asked(query), today())
    return filters.listed().count()


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.once) for seed in (1, 2))])
def test_count_is_what_one_gets_by_choosing_it(seed):
    gallery_of(site_tree(), 16, seed=seed)
    regency = Region.objects.filter(province__isnull=False, practices__live=True).first()
    lots = Random(seed)  # noqa: S311 - the world of a test
    offered = sorted(counts({}))
    some = [{}, {"q": ["data"]}, {"region": [regency.code]}]
    some += [{name: [value]} for name, value in lots.sample(offered, 3)]
    some += [asked_for(pair) for pair in (lots.sample(offered, 2) for _one in range(3))]
    for chosen in some:
        for (name, value), count in counts(chosen).items():
            assert total({**chosen, name: [value]}) == count, (chosen, name, value)


def asked_for(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def test_values_of_one_facet_widen_and_together_find_everything():
    gallery_of(site_tree(), 12, seed=7)
    everything = counts({})
    for name in set(FACETS) - {"goal"}:
        values = [value for facet, value in everything if facet == name]
        assert sum(everything[name, value] for value in values) == 12
        assert total({name: values}) == 12


def test_every_pair_of_filters_narrows_alike_from_both_sides():
    gallery_of(site_tree(), 12, seed=11)
    firsts = {name: [value] for name, value in counts({})}
    for one, value in firsts.items():
        seen_from_one = counts({one: value})
        for other in firsts.keys() - {one}:
            both = {one: value, other: firsts[other]}
            assert total(both) == seen_from_one.get((other, *firsts[other]), 0)
