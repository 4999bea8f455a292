"""Which parts a report has, of what it may be, and with which period it may end."""

from datetime import date
from itertools import product

import pytest

from reports.domain.outlines import (
    PartKey,
    PlaceInTerm,
    SectionLimits,
    has_cover,
    kinds_for,
    outline,
    place_in_term,
    possible_kinds,
    section_limits,
    subjects_for,
)
from reports.enums import PERIODIC_KINDS, WHOLE_PLAN_KINDS, ReportKind, SubjectKind

pytestmark = pytest.mark.once
START, END = date(2026, 1, 1), date(2027, 12, 31)
QUARTERLY, SEMESTER, ANNUAL, MID, LAST = (
    ReportKind.QUARTERLY,
    ReportKind.SEMESTER,
    ReportKind.ANNUAL,
    ReportKind.MID_TERM,
    ReportKind.END_OF_TERM,
)


def test_an_outline_names_no_part_twice():
    outlines = [outline(kind, subject) for kind, subject in product(ReportKind, SubjectKind)]
    assert [parts for parts in outlines if len(set(parts)) != len(parts)] == []
    assert () not in outlines


def test_every_part_belongs_to_some_kind():
    assert {part for each in ReportKind for part in outline(each, SubjectKind.PLAN)} == set(PartKey)


@pytest.mark.parametrize("kind", [*sorted(PERIODIC_KINDS), ReportKind.STANDING])
def test_an_institution_is_told_like_a_plan(kind: ReportKind):
    assert outline(kind, SubjectKind.PLAN) == outline(kind, SubjectKind.INSTITUTION)


def test_the_self_assessment_follows_the_order_of_ogp():
    assert outline(ReportKind.SELF_ASSESSMENT, SubjectKind.PLAN)[1:7] == (
        PartKey.INTRODUCTION,
        PartKey.PROCESS,
        PartKey.IRM_RESPONSE,
        PartKey.IMPLEMENTATION,
        PartKey.PEER_LEARNING,
        PartKey.CONCLUSIONS,
    )


@pytest.mark.parametrize(
    ("kind", "subject", "expected"),
    [
        (QUARTERLY, SubjectKind.PLAN, True),
        (QUARTERLY, SubjectKind.INSTITUTION, True),
        (QUARTERLY, SubjectKind.REGION, False),
        (QUARTERLY, SubjectKind.COMMITMENT, False),
        (ReportKind.BRIEFING, SubjectKind.PLAN, False),
        (ReportKind.BRIEFING, SubjectKind.INSTITUTION, False),
        (ReportKind.SELF_ASSESSMENT, SubjectKind.PLAN, True),
        (ReportKind.CHECKLIST, SubjectKind.PLAN, True),
    ],
)
def test_what_is_meant_to_be_short_has_no_cover(kind: ReportKind, subject: SubjectKind, expected: bool):
    assert has_cover(kind, subject) is expected


def test_only_short_forms_leave_something_out_of_a_commitment():
    whole = SectionLimits()
    assert section_limits(QUARTERLY, SubjectKind.PLAN) == whole
    assert section_limits(QUARTERLY, SubjectKind.INSTITUTION) == whole
    assert section_limits(ReportKind.SELF_ASSESSMENT, SubjectKind.PLAN) == whole
    region = section_limits(QUARTERLY, SubjectKind.REGION)
    commitment = section_limits(ReportKind.STANDING, SubjectKind.COMMITMENT)
    assert None not in {region.letters, region.milestones, region.evidence, region.changes}
    assert (region.letters or 0) < (commitment.letters or 0)
    assert (region.is_terse, commitment.is_terse) == (True, False)


def test_a_record_is_told_as_it_stands_and_to_ogp_but_has_no_proofs_to_check():
    assert kinds_for(is_monitored=True) == tuple(ReportKind)
    assert kinds_for(is_monitored=False) == (ReportKind.STANDING, ReportKind.SELF_ASSESSMENT)


def test_what_ogp_asks_for_is_about_a_whole_plan():
    assert {kind for kind in ReportKind if subjects_for(kind) == {SubjectKind.PLAN}} == WHOLE_PLAN_KINDS
    assert subjects_for(ReportKind.BRIEFING) == set(SubjectKind) - {SubjectKind.COMMITMENT}
    assert subjects_for(QUARTERLY) == set(SubjectKind)


@pytest.mark.parametrize(
    ("starts", "ends", "period_ends", "expected"),
    [
        (START, END, date(2026, 3, 31), PlaceInTerm(1, 8)),
        (START, END, date(2026, 12, 31), PlaceInTerm(4, 8)),
        (START, END, date(2027, 12, 31), PlaceInTerm(8, 8)),
        (START, END, date(2028, 3, 31), PlaceInTerm(9, 8)),
        # A term that begins within a quarter begins with it.
        (date(2025, 8, 17), END, date(2025, 9, 30), PlaceInTerm(1, 10)),
        (START, None, date(2026, 6, 30), PlaceInTerm(2, None)),
        (None, END, date(2026, 6, 30), None),
    ],
)
def test_a_period_has_its_place_in_the_term_of_its_plan(starts, ends, period_ends, expected):
    assert place_in_term(starts, ends, period_ends) == expected


@pytest.mark.parametrize(
    ("code", "place", "expected"),
    [
        ("B03", PlaceInTerm(1, 8), (QUARTERLY,)),
        ("B06", PlaceInTerm(2, 8), (QUARTERLY, SEMESTER)),
        ("B09", PlaceInTerm(3, 8), (QUARTERLY,)),
        ("B12", PlaceInTerm(4, 8), (QUARTERLY, SEMESTER, ANNUAL, MID)),
        ("B12", PlaceInTerm(8, 8), (QUARTERLY, SEMESTER, ANNUAL, LAST)),
        ("B03", PlaceInTerm(9, 8), (QUARTERLY, LAST)),
        # Of five quarters the third holds the middle; a term of one quarter has none.
        ("B09", PlaceInTerm(3, 5), (QUARTERLY, MID)),
        ("B03", PlaceInTerm(1, 1), (QUARTERLY, LAST)),
        ("B12", PlaceInTerm(4, None), (QUARTERLY, SEMESTER, ANNUAL)),
        ("B12", None, (QUARTERLY, SEMESTER, ANNUAL)),
    ],
)
def test_a_kind_ends_with_the_period_that_it_is_named_after(code, place, expected):
    assert possible_kinds(code, place) == expected


def test_every_kind_with_a_period_can_end_somewhere():
    everywhere = {kind for quarter in (4, 8) for kind in possible_kinds("B12", PlaceInTerm(quarter, 8))}
    assert everywhere == PERIODIC_KINDS
