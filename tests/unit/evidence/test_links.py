from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.link_problems import LinkProblem, problem_of_status
from evidence.domain.links import Standing, after_visit, next_visit
from evidence.enums import LinkState

NOW = datetime(2026, 11, 12, 3, tzinfo=UTC)
DAY = timedelta(days=1)
_S = LinkState
_P = LinkProblem


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (200, None), (204, None), (206, None),
        (304, _P.ODD_ANSWER), (400, _P.ODD_ANSWER), (418, _P.ODD_ANSWER),
        (401, _P.FORBIDDEN), (403, _P.FORBIDDEN), (429, _P.FORBIDDEN), (451, _P.FORBIDDEN),
        (404, _P.NOT_FOUND), (410, _P.NOT_FOUND), (500, _P.SERVER_ERROR), (503, _P.SERVER_ERROR),
    ],
)  # fmt: skip
def test_answer_of_a_server_is_read(status: int, problem: LinkProblem | None):
    assert problem_of_status(status) == problem


def standing(state: LinkState | None, days_failing: float | None = None) -> Standing:
    return Standing(state, None if days_failing is None else NOW - days_failing * DAY)


@pytest.mark.parametrize(
    ("before", "problem", "after"),
    [
        (standing(None), None, standing(_S.REACHABLE)),
        (standing(None), _P.TOO_LARGE, standing(_S.REACHABLE)),
        (standing(None), _P.NO_COPY_WANTED, standing(_S.REACHABLE)),
        (standing(None), _P.FORBIDDEN, standing(_S.NOT_VISITED)),
        (standing(None), _P.PRIVATE, standing(_S.NOT_VISITED)),
        (standing(None), _P.NOT_FOUND, standing(_S.FAILING, 0)),
        (standing(_S.REACHABLE), _P.TIMEOUT, standing(_S.FAILING, 0)),
        (standing(_S.FAILING, 6.9), _P.NOT_FOUND, standing(_S.FAILING, 6.9)),
        (standing(_S.FAILING, 7), _P.NOT_FOUND, standing(_S.GONE, 7)),
        (standing(_S.FAILING, 7), _P.TIMEOUT, standing(_S.FAILING, 7)),
        (standing(_S.FAILING, 27.9), _P.NAME_UNKNOWN, standing(_S.FAILING, 27.9)),
        (standing(_S.FAILING, 28), _P.NAME_UNKNOWN, standing(_S.GONE, 28)),
        (standing(_S.FAILING, 28), _P.SERVER_ERROR, standing(_S.GONE, 28)),
        (standing(_S.FAILING, 365), _P.CERTIFICATE, standing(_S.FAILING, 365)),
        (standing(_S.FAILING, 365), _P.REDIRECTS, standing(_S.FAILING, 365)),
        (standing(_S.FAILING, 365), _P.ODD_ANSWER, standing(_S.FAILING, 365)),
        (standing(_S.FAILING, 365), _P.FORBIDDEN, standing(_S.NOT_VISITED)),
        (standing(_S.FAILING, 5), None, standing(_S.REACHABLE)),
        (standing(_S.GONE, 30), _P.TIMEOUT, standing(_S.GONE, 30)),
        (standing(_S.GONE, 30), _P.PRIVATE, standing(_S.GONE, 30)),
        (standing(_S.GONE, 30), None, standing(_S.REACHABLE)),
        (standing(_S.NOT_VISITED), _P.TIMEOUT, standing(_S.FAILING, 0)),
    ],
)
def test_visit_changes_what_is_said_of_the_link(
    before: Standing, problem: LinkProblem | None, after: Standing
):
    assert after_visit(before, problem, NOW, others_answer=True) == after


@pytest.mark.parametrize(
    "problem", [_P.NAME_UNKNOWN, _P.NO_CONNECTION, _P.TIMEOUT, _P.NOT_HTTP, _P.SERVER_ERROR]
)
def test_silence_while_nobody_else_answers_is_taken_for_our_own(problem: LinkProblem):
    before = standing(_S.FAILING, 90)
    assert after_visit(before, problem, NOW, others_answer=False) == before


def test_word_of_the_source_counts_even_while_nobody_else_answers():
    before = standing(_S.FAILING, 8)
    assert after_visit(before, _P.NOT_FOUND, NOW, others_answer=False).state == _S.GONE


@given(st.lists(st.tuples(st.sampled_from([None, *_P]), st.integers(0, 60 * 24), st.booleans()), max_size=30))
def test_nothing_is_gone_before_it_was_away_for_a_week_and_since_is_known_exactly_then(visits):
    at, found = NOW, Standing()
    last_seen = NOW
    for problem, hours, others_answer in visits:
        at += timedelta(hours=hours)
        found = after_visit(found, problem, at, others_answer=others_answer)
        if found.state == _S.REACHABLE:
            last_seen = at
        assert (found.failing_since is not None) == (found.state in {_S.FAILING, _S.GONE})
        if found.state == _S.GONE:
            assert at - last_seen >= 7 * DAY


@pytest.mark.parametrize(
    ("found", "days"),
    [
        (standing(_S.REACHABLE), 7),
        (standing(_S.NOT_VISITED), 7),
        (standing(_S.GONE, 40), 7),
        (standing(_S.FAILING, 0), 1),
        (standing(_S.FAILING, 2.9), 1),
        (standing(_S.FAILING, 3), 7),
    ],
)
def test_next_visit_is_a_week_away_or_a_day_while_a_failure_is_fresh(found: Standing, days: int):
    assert next_visit(found, NOW) == NOW + days * DAY
