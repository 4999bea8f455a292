from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.periods import Window
from renaksi.domain.update_flow import NamedItem, Problem, SubmissionFacts, submission_problems
from renaksi.enums import Challenge

WINDOW = Window(date(2026, 6, 20), date(2026, 7, 10), date(2026, 7, 31))
EXTENDED = replace(WINDOW, extended_until=date(2026, 7, 20))
READY = SubmissionFacts(
    on=date(2026, 7, 1),
    window=WINDOW,
    was_returned=False,
    value_field="realised",
    claimed_percent=Fraction(60),
    narrative="Forum warga diadakan dua kali.",
    evidence_items=1,
    accepted_before=0,
    overdue=False,
    expected_percent=Fraction(60),
)
EXPLAINED = {"challenges": frozenset({Challenge.FUNDING}), "next_step": "Revisi anggaran pada Agustus."}
BLOCKED = {"blocked_by": 7, "blocked_since": date(2026, 6, 1), "blocked_reason": "Menunggu data induk."}

NOTES, PHOTO = NamedItem(7, "Notula"), NamedItem(8, "Foto")

WINDOW_CLOSED = Problem("window_closed")
CHALLENGE, NEXT_STEP = Problem("challenge_missing", "challenges"), Problem("next_step_missing", "next_step")


def test_a_complete_report_has_no_problem():
    assert submission_problems(READY) == ()


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param({"on": date(2026, 6, 19)}, (Problem("window_not_open"),), id="too early"),
        pytest.param({"on": date(2026, 7, 10)}, (), id="the last day"),
        pytest.param({"on": date(2026, 7, 11)}, (WINDOW_CLOSED,), id="too late"),
        pytest.param({"on": date(2026, 7, 20), "window": EXTENDED}, (), id="extended"),
        pytest.param(
            {"on": date(2026, 7, 21), "window": EXTENDED}, (WINDOW_CLOSED,), id="after the extension"
        ),
        pytest.param({"on": date(2026, 7, 31), "was_returned": True}, (), id="returned, until verify-by"),
        pytest.param(
            {"on": date(2026, 8, 1), "was_returned": True},
            (Problem("return_too_late"),),
            id="returned, after it",
        ),
        pytest.param(
            {"on": date(2026, 6, 19), "was_returned": True},
            (Problem("window_not_open"),),
            id="returned, too early",
        ),
    ],
)
def test_the_window_of_the_institution(changes, problems):
    assert submission_problems(replace(READY, **changes)) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param({"claimed_percent": None}, (Problem("value_missing", "realised"),), id="no value"),
        pytest.param(
            {"claimed_percent": None, "value_field": "step"},
            (Problem("value_missing", "step"),),
            id="no step",
        ),
        pytest.param({"narrative": " \n "}, (Problem("narrative_missing", "narrative"),), id="no narrative"),
        pytest.param({"narrative": "satu\n\ndua\r\ntiga\n"}, (), id="three points"),
        pytest.param(
            {"narrative": "satu\ndua\ntiga\nempat"},
            (Problem("narrative_too_many_points", "narrative"),),
            id="four points",
        ),
        pytest.param(
            {"evidence_items": 0}, (Problem("evidence_missing", "items"),), id="above 0, no evidence"
        ),
        pytest.param({"evidence_items": 1, "accepted_before": 1}, (), id="above 0, evidence now and earlier"),
        pytest.param(
            {"evidence_items": 0, "accepted_before": 1}, (), id="above 0, accepted in an earlier period"
        ),
        pytest.param(
            {"evidence_items": 0, "claimed_percent": Fraction(0), "expected_percent": Fraction(0)},
            (),
            id="0 needs no evidence",
        ),
        pytest.param(
            {"evidence_items": 0, "claimed_percent": Fraction(-5), "expected_percent": Fraction(0)},
            (),
            id="below 0 needs no evidence",
        ),
        pytest.param(
            {"accepted_before": 1, "unreplaced": (NOTES, PHOTO)},
            (
                Problem("refused_item_not_replaced", "items", 7, "Notula"),
                Problem("refused_item_not_replaced", "items", 8, "Foto"),
            ),
            id="refused and not replaced, each by its name",
        ),
        pytest.param(
            {"unreplaced": (NOTES,), "claimed_percent": Fraction(0), "expected_percent": Fraction(0)},
            (),
            id="0 needs no replacement",
        ),
    ],
)
def test_required_fields_and_evidence(changes, problems):
    assert submission_problems(replace(READY, **changes)) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param({"overdue": True}, (CHALLENGE, NEXT_STEP), id="overdue"),
        pytest.param({"overdue": True, **EXPLAINED}, (), id="overdue, explained"),
        pytest.param({"claimed_percent": Fraction(45)}, (), id="exactly 75 % of expected"),
        pytest.param(
            {"claimed_percent": Fraction(4499, 100)}, (CHALLENGE, NEXT_STEP), id="below 75 % of expected"
        ),
        pytest.param({"claimed_percent": Fraction(44), **EXPLAINED}, (), id="below, explained"),
        pytest.param(
            {"claimed_percent": Fraction(44), **EXPLAINED, "next_step": " "},
            (NEXT_STEP,),
            id="next step alone missing",
        ),
        pytest.param(
            {"claimed_percent": Fraction(1), "expected_percent": None}, (), id="nothing known to expect"
        ),
        pytest.param(
            {"claimed_percent": Fraction(-1), "expected_percent": Fraction(0)},
            (),
            id="below 0 counts as the 0 expected",
        ),
        pytest.param(
            {"challenges": frozenset({Challenge.OTHER})},
            (Problem("challenge_text_missing", "challenge_text"),),
            id="other without its text",
        ),
        pytest.param(
            {"challenges": frozenset({Challenge.OTHER}), "challenge_text": "Banjir."},
            (),
            id="other with its text",
        ),
    ],
)
def test_what_has_to_be_explained(changes, problems):
    assert submission_problems(replace(READY, **changes)) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param(
            {"challenges": frozenset({Challenge.DEPENDS})},
            (
                Problem("blocked_by_missing", "blocked_by"),
                Problem("blocked_since_missing", "blocked_since"),
                Problem("blocked_reason_missing", "blocked_reason"),
            ),
            id="depends on others, on whom",
        ),
        pytest.param({"challenges": frozenset({Challenge.DEPENDS}), **BLOCKED}, (), id="all said"),
        pytest.param(BLOCKED, (), id="blocked without the challenge"),
        pytest.param({**BLOCKED, "blocked_since": READY.on}, (), id="since today"),
        pytest.param(
            {**BLOCKED, "blocked_by": None},
            (Problem("blocked_by_missing", "blocked_by"),),
            id="institution missing",
        ),
        pytest.param(
            {**BLOCKED, "blocked_since": None},
            (Problem("blocked_since_missing", "blocked_since"),),
            id="since missing",
        ),
        pytest.param(
            {**BLOCKED, "blocked_reason": " "},
            (Problem("blocked_reason_missing", "blocked_reason"),),
            id="reason missing",
        ),
        pytest.param(
            {**BLOCKED, "blocked_since": date(2026, 7, 2)},
            (Problem("blocked_since_in_future", "blocked_since"),),
            id="since tomorrow",
        ),
    ],
)
def test_waiting_for_another_institution(changes, problems):
    assert submission_problems(replace(READY, **changes)) == problems


def test_all_problems_are_shown_at_once():
    hopeless = replace(
        READY,
        on=date(2026, 7, 11),
        claimed_percent=Fraction(10),
        narrative="",
        evidence_items=0,
        challenges=frozenset({Challenge.OTHER}),
        blocked_by=7,
    )
    assert [problem.code for problem in submission_problems(hopeless)] == [
        "window_closed",
        "narrative_missing",
        "evidence_missing",
        "next_step_missing",
        "challenge_text_missing",
        "blocked_since_missing",
        "blocked_reason_missing",
    ]


@given(st.fractions(min_value=Fraction(1, 100), max_value=200))
def test_nothing_above_0_goes_up_without_evidence(percent):
    facts = replace(READY, claimed_percent=percent, evidence_items=0)
    assert [one for one in submission_problems(facts) if one.field == "items"] == [
        Problem("evidence_missing", "items")
    ]
