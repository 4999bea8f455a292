from datetime import UTC, date, datetime

import pytest

from renaksi.domain.round import RoundName, RoundStage, VersionFacts, first_submission, stage_of
from renaksi.enums import PeriodCode, UpdateState

SENT = datetime(2026, 7, 1, tzinfo=UTC)
LATER = datetime(2026, 7, 20, tzinfo=UTC)


def version(state, *, is_current=True, sent=SENT):
    return VersionFacts(UpdateState(state), is_current, sent)


def test_name_is_read_from_the_address_that_it_writes():
    name = RoundName(PeriodCode.B06, 2026)
    assert (name.slug, str(name), RoundName.parse("B06-2026")) == ("B06-2026", "B06 2026", name)


@pytest.mark.parametrize(
    ("today", "running", "following"),
    [
        (date(2026, 1, 1), "B03 2026", "B06 2026"),
        (date(2026, 6, 30), "B06 2026", "B09 2026"),
        (date(2026, 11, 22), "B12 2026", "B03 2027"),
    ],
)
def test_round_of_a_day_and_the_one_after_it(today, running, following):
    name = RoundName.running_on(today)
    assert (str(name), str(name.following)) == (running, following)


@pytest.mark.parametrize("text", ["", "B06", "b06-2026", "B07-2026", "B06-26", "B06-2026 ", "B06-2026-1"])
def test_anything_else_is_no_name(text):
    assert RoundName.parse(text) is None


@pytest.mark.parametrize(
    ("versions", "open_", "closed"),
    [
        pytest.param([], "not_started", "not_reported", id="nothing"),
        pytest.param([version("draft", sent=None)], "draft", "not_reported", id="draft"),
        pytest.param([version("awaiting_agency")], "awaiting_agency", "awaiting_agency", id="agency"),
        pytest.param([version("awaiting_region")], "awaiting_region", "awaiting_region", id="region"),
        pytest.param([version("submitted")], "waiting", "waiting", id="submitted"),
        pytest.param([version("in_review")], "waiting", "waiting", id="in review"),
        pytest.param([version("returned")], "returned", "returned", id="returned"),
        pytest.param([version("verified")], "verified", "verified", id="verified"),
    ],
)
def test_stage_says_who_has_to_act(versions, open_, closed):
    assert stage_of(versions, may_still_send=True) == RoundStage(open_)
    assert stage_of(versions, may_still_send=False) == RoundStage(closed)


@pytest.mark.parametrize(
    ("correction", "stage"),
    [
        ("draft", "verified"),
        ("awaiting_agency", "verified"),
        ("submitted", "waiting"),
        ("returned", "returned"),
        ("verified", "verified"),
    ],
)
def test_verified_version_counts_while_its_correction_is_written(correction, stage):
    versions = [version("verified", is_current=False), version(correction)]
    assert stage_of(versions, may_still_send=False) == RoundStage(stage)


@pytest.mark.parametrize(
    ("versions", "was_judged", "first"),
    [
        pytest.param([], False, None, id="nothing"),
        pytest.param([version("draft", sent=None)], False, None, id="draft"),
        pytest.param([version("submitted")], False, SENT, id="sent"),
        pytest.param([version("draft")], False, None, id="recalled"),
        pytest.param([version("draft")], True, SENT, id="sent back after a verdict"),
        pytest.param([version("verified", sent=LATER), version("draft")], True, SENT, id="first of all"),
    ],
)
def test_first_submission_is_what_the_verifiers_still_have(versions, was_judged, first):
    assert first_submission(versions, was_judged=was_judged) == first
