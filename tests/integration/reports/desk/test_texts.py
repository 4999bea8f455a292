"""Editors' words: kept, never overwritten unseen."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import User
from foundation.audit.queries import entries_for
from reports.actions.texts import TextsChanged, place_of, write_texts
from reports.enums import ReportKind, TextSlot
from reports.models import Report, ReportText
from reports.queries.texts import remark_lines, slot_lines, slots_of
from tests.factories.renaksi import CommitmentFactory
from tests.integration.reports.desk.conftest import NOW, person
from tests.published_reports import report_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LATER = NOW + timedelta(minutes=5)
FOREWORD = TextSlot.FOREWORD


def kept(report: Report) -> dict[object, tuple[str, str]]:
    return {place_of(text): (text.text, text.text_en) for text in report.texts.all()}


def write(report: Report, by: User, **given: object) -> int:
    return write_texts(report=report, by=by, **{"at": NOW, **given})


def test_words_are_kept_by_slot_and_by_commitment_in_both_languages(report: Report, admin: User):
    first = report.plan.commitments.order_by("pk").first()
    slots, remarks = {FOREWORD: ("Salam.", "Greetings.")}, {first.pk: ("Baik.", "")}
    assert write(report, admin, slots=slots, remarks=remarks) == 2
    assert kept(report) == {FOREWORD: ("Salam.", "Greetings."), first.pk: ("Baik.", "")}
    (entry,) = entries_for(report)
    assert (entry.action, entry.data["places"]) == (
        "report.texts_written",
        sorted(["foreword", str(first.pk)]),
    )


def test_same_words_again_change_and_log_nothing(report: Report, admin: User):
    write(report, admin, slots={FOREWORD: ("Salam.", "")})
    assert write(report, admin, at=LATER, slots={FOREWORD: (" Salam.\r\n", "")}) == 0
    assert (report.texts.get().at, entries_for(report).count()) == (NOW, 1)


def test_control_characters_are_left_out_and_line_breaks_stay(report: Report, admin: User):
    write(report, admin, slots={FOREWORD: ("Satu\x0b.\r\n\r\nDua.", "")})
    assert kept(report) == {FOREWORD: ("Satu.\n\nDua.", "")}


def test_emptied_words_stay_as_a_row_that_says_who_and_when(report: Report, admin: User):
    write(report, admin, slots={FOREWORD: ("Salam.", "")})
    write(report, admin, at=LATER, slots={FOREWORD: ("", "")})
    assert list(report.texts.values_list("text", "at")) == [("", LATER)]
    assert write(report, admin, slots={TextSlot.CONCLUSIONS: ("", "")}) == 0
    assert report.texts.count() == 1


@pytest.mark.parametrize("opened_with", [None, NOW - timedelta(days=1)])
def test_what_somebody_else_saved_meanwhile_is_not_overwritten(report: Report, admin: User, opened_with):
    write(report, admin, slots={FOREWORD: ("Dari Ani.", "")})
    other = {FOREWORD: ("Dari Bima.", ""), TextSlot.CONCLUSIONS: ("Penutup.", "")}
    loaded = {FOREWORD: opened_with, TextSlot.CONCLUSIONS: None}
    with pytest.raises(TextsChanged) as refusal:
        write(report, person(Role.ADMIN), at=LATER, slots=other, loaded=loaded)
    theirs = {place: (text.text, text.by) for place, text in refusal.value.theirs.items()}
    assert theirs == {FOREWORD: ("Dari Ani.", admin)}
    assert kept(report) == {FOREWORD: ("Dari Ani.", "")}


def test_what_was_seen_may_be_overwritten(report: Report, admin: User):
    write(report, admin, slots={FOREWORD: ("Dari Ani.", "")})
    write(report, admin, at=LATER, slots={FOREWORD: ("Bersama.", "")}, loaded={FOREWORD: NOW})
    assert kept(report) == {FOREWORD: ("Bersama.", "")}


def test_same_words_from_two_people_are_no_quarrel(report: Report, admin: User):
    write(report, admin, slots={FOREWORD: ("Salam.", "")})
    assert write(report, admin, at=LATER, slots={FOREWORD: ("Salam.", "")}, loaded={FOREWORD: None}) == 0


@pytest.mark.parametrize(
    "given",
    [
        lambda _own, other: {"remarks": {other: ("Asing.", "")}},
        lambda own, other: {"remarks": {own: ("Baik.", ""), other: ("Asing.", "")}},
        lambda _own, _other: {"slots": {TextSlot.REMARK: ("Tanpa komitmen.", "")}},
    ],
)
def test_a_remark_is_about_a_commitment_of_the_plan(report: Report, admin: User, given):
    own = report.plan.commitments.first()
    with pytest.raises(PermissionDenied):
        write(report, admin, **given(own.pk, CommitmentFactory().pk))
    assert kept(report) == {}


def test_editors_write_though_they_do_not_publish(report: Report):
    editor = person(Role.EDITOR)
    first = report.plan.commitments.first()
    assert write(report, editor, slots={FOREWORD: ("Salam.", "")}, remarks={first.pk: ("Baik.", "")}) == 2
    assert set(report.texts.values_list("by", flat=True)) == {editor.pk}


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.MONITOR])
def test_nobody_else_writes(report: Report, role: Role):
    with pytest.raises(PermissionDenied):
        write(report, person(role), slots={FOREWORD: ("Salam.", "")})
    assert ReportText.objects.count() == 0


def test_only_slots_of_the_outline_are_offered_in_its_order(report: Report):
    assert slots_of(report) == (
        TextSlot.FOREWORD,
        TextSlot.PARTICIPATION,
        TextSlot.RECOMMENDATIONS,
        TextSlot.CONCLUSIONS,
    )
    briefing = report_of(report.plan, kind=ReportKind.BRIEFING)
    assert slots_of(briefing) == (TextSlot.DECISIONS,)
    assert slots_of(report_of(report.plan, kind=ReportKind.CHECKLIST)) == ()
    assert slots_of(report_of(report.plan, kind=ReportKind.SELF_ASSESSMENT)) == (
        TextSlot.FOREWORD,
        TextSlot.PROCESS,
        TextSlot.PARTICIPATION,
        TextSlot.IRM_RESPONSE,
        TextSlot.PEER_LEARNING,
        TextSlot.CONCLUSIONS,
    )


def test_lines_say_what_is_written_in_which_language(report: Report, admin: User):
    first, second = report.plan.commitments.order_by("pk")
    write(report, admin, slots={FOREWORD: ("Salam.", "")}, remarks={second.pk: ("", "Well done.")})
    found = [(line.slot, line.is_written, line.lacks_english, line.by) for line in slot_lines(report)]
    assert found[:2] == [(FOREWORD, True, False, "Ani Admin"), (TextSlot.PARTICIPATION, False, False, "")]
    texts = [(line.id, line.text) for line in remark_lines(report)]
    assert texts == [(first.pk, ""), (second.pk, "Well done.")]


@pytest.mark.parametrize(
    ("language", "is_written", "lacks_english"),
    [("id", True, False), ("en", False, True), ("id-en", True, True)],
)
def test_only_a_report_with_an_english_edition_lacks_english(
    report: Report, admin: User, language: str, *, is_written: bool, lacks_english: bool
):
    report.language = language
    first, second = report.plan.commitments.order_by("pk")
    write(
        report,
        admin,
        slots={FOREWORD: ("Salam.", "")},
        remarks={first.pk: ("Baik.", ""), second.pk: ("", "Well.")},
    )
    line = slot_lines(report)[0]
    assert (line.is_written, line.lacks_english) == (is_written, lacks_english)
    assert [one.lacks_english for one in remark_lines(report)] == [lacks_english, False]
