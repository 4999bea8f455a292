"""Copies on the pages of regions: those made there, and those made of what is done there."""

from types import SimpleNamespace

import pytest

from institutions.models import Region
from practices.enums import Consent, CopyState
from practices.models import PracticePage
from practices.queries.related import copies_of
from renaksi.related import RelatedItem, Subject
from tests.factories.institutions import CityFactory, ProvinceFactory
from tests.pages import practice, site_tree
from tests.practices import confirmed_copy

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def world() -> SimpleNamespace:
    """A practice of one city, copied by another in its own province."""
    origin = practice(site_tree(), title="Asal", region=CityFactory())
    copier = CityFactory(province=ProvinceFactory())
    copy = confirmed_copy(origin, region=copier, state=CopyState.SHOWN)
    return SimpleNamespace(origin=origin, copier=copier, copy=copy)


def told_to(*regions: Region, **more: frozenset[int]) -> list[str]:
    subject = Subject(region_ids=frozenset(region.pk for region in regions), **more)
    return [item.title for item in copies_of(subject)]


def test_copy_is_told_where_it_is_made_and_where_it_comes_from(world):
    assert told_to(world.copier) == told_to(world.origin.region) == ["Asal"]
    assert told_to(world.copier.province) == told_to(world.origin.region.province) == ["Asal"]
    assert told_to(CityFactory()) == []


def test_copy_says_who_made_it_how_far_it_is_and_what_the_origin_says(world):
    (item,) = copies_of(Subject(region_ids=frozenset({world.copier.pk})))
    assert item == RelatedItem(
        kind="Replikasi: Uji coba",
        title="Asal",
        url="/praktik/asal/",
        text=Consent.UNASKED.label,
        source="Ditiru oleh Pemerintah Kota Peniru",
    )


def test_commitment_is_not_told_the_copies_of_its_region(world):
    assert told_to(world.copier, commitment_ids=frozenset({1})) == []


def test_what_is_not_shown_is_told_nowhere(world):
    world.copy.state = CopyState.WAITING
    world.copy.save()
    assert told_to(world.copier) == []


@pytest.mark.parametrize("hidden", [{"live": False}, {"is_sample": True}])
def test_copies_of_a_practice_that_is_not_public_are_told_nowhere(world, hidden):
    PracticePage.objects.filter(pk=world.origin.pk).update(**hidden)
    assert told_to(world.copier) == []
