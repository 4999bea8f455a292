"""Practices, events and civil society that have to do with the commitments; nothing is invented."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.document import Facts, Paragraph, TableView, Words
from tests.assembled_reports import block, blocks, facts, part, rows
from tests.integration.reports.payload.term import Term, World

pytestmark = pytest.mark.django_db


def test_practices_are_the_published_ones_those_named_first(term: Term):
    assert rows(term.b09.main, "practices", "key", "relation", "url") == [
        ("papan-anggaran", "komitmen 1", f"{term.b09.site}/praktik/papan-anggaran/"),
        ("aduan-cepat", "Dinas Beta", f"{term.b09.site}/praktik/aduan-cepat/"),
    ]
    levels = [level for (level,) in rows(term.b09.main, "practices", "level")]
    assert [(one.code, one.word) for one in levels] == [("claimed", "Klaim pelaksana")] * 2


def test_practices_of_an_institution_are_its_own(term: Term):
    assert rows(term.institution.main, "practices", "key") == [("aduan-cepat",)]


def test_plan_without_practices_has_no_such_part(term: Term):
    assert "praktik" not in {one.anchor for one in term.record.main.parts}


def test_civil_society_is_named_with_its_part(term: Term):
    assert facts(part(term.b09.main, "partisipasi")) == {
        "Forum Warga": ("Penanggung jawab komitmen 3", "Instansi terkait komitmen 2")
    }


def test_without_civil_society_that_is_said(term: Term):
    found = part(term.record.main, "partisipasi")
    assert not list(blocks(found, Facts))
    assert [str(one.text) for one in blocks(found, Paragraph)] == [
        "Tidak ada organisasi masyarakat sipil yang tercatat sebagai penanggung jawab atau mitra."
    ]


def test_events_are_those_of_the_covered_time_that_belong_to_it(term: Term):
    assert rows(term.b09.main, "events", "key", "first_day", "relation") == [
        ("forum", "2020-08-03", "komitmen 1"),
        ("pameran", "2020-09-30", "Dinas Beta"),
    ]
    states = [state for (state,) in rows(term.b09.main, "events", "state")]
    assert {(one.code, one.word) for one in states} == {("unrecorded", "Belum dicatat apakah terlaksana")}
    view = block(part(term.b09.main, "partisipasi"), TableView)
    assert view.caption == "Kegiatan dalam agenda, 1 Jul 2020 – 30 Sep 2020"


def test_time_without_events_says_so(term: Term):
    view = block(part(term.b06.main, "partisipasi"), TableView)
    assert rows(term.b06.main, "events", "key") == []
    assert view.empty == "Agenda tidak mencatat kegiatan yang berkaitan antara 1 Apr 2020 dan 30 Jun 2020."


def test_words_of_editors_come_first_in_the_language_of_the_edition(term: Term):
    first, second = (block(part(edition, "partisipasi"), Paragraph).text for edition in term.both.editions)
    assert (first, second) == ("Warga ikut menyusun.", "Citizens took part.")


@pytest.mark.once
def test_names_in_another_language_are_marked(term: Term):
    english = term.both.editions[1]
    assert rows(english, "institutions", "name") == [
        ("Beta Agency",),
        (Words("Dinas Alfa", "id"),),
        (Words("Forum Warga", "id"),),
    ]


def test_queries_do_not_grow_with_what_stands_around(db: None):
    world = World()
    world.tree.home.get_url()  # Wagtail keeps what it reads of its sites for the first address
    with CaptureQueriesContext(connection) as before:
        world.report()
    for number in ("5", "6"):
        world.more(number)
    with CaptureQueriesContext(connection) as after:
        found = world.report()
    assert (len(found.main.table("practices").rows), len(found.main.table("events").rows)) == (4, 4)
    assert len(after) == len(before)
