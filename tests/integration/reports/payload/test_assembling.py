"""Which day's figures a payload holds, of which commitments, and that it is the same each time."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta

import pytest

from evidence.enums import EvidenceState, TakedownReason
from foundation.languages import Told
from institutions.models import Institution
from renaksi.models import ActionPlan, ReportingPeriod
from reports.document import Milestones, Paragraph, Payload, Words
from reports.enums import PERIODIC_KINDS, ReportKind, ReportLanguage, TextSlot
from reports.models import ReportText
from tests.assembled_reports import (
    GATHERED,
    TODAY,
    assembled,
    block,
    commitment,
    edition,
    facts,
    part,
    payload,
    queries_of,
    rows,
    told,
)
from tests.factories.renaksi import CommitmentFactory
from tests.integration.reports.conftest import (
    VERIFIED,
    accept,
    amend,
    commitment_of,
    milestone_of,
    period_of,
    report,
    verify,
)

pytestmark = pytest.mark.django_db


def numbers(found: Payload) -> list[str]:
    return [number for (number,) in rows(found.main, "commitments", "number")]


def test_commitments_come_in_the_order_of_their_numbers_and_drafts_stay_out(plan: ActionPlan):
    commitment_of(plan, "10", "Kesepuluh")
    CommitmentFactory(plan=plan, number="4", live=False)
    found = payload(plan)
    assert numbers(found) == ["1", "2", "3", "10"]
    sections = [one for one in found.main.parts if one.key == "commitments"]
    assert [one.anchor for one in sections] == ["komitmen-1", "komitmen-2", "komitmen-3", "komitmen-10"]
    assert [one.eyebrow for one in sections] == ["Komitmen 1", "Komitmen 2", "Komitmen 3", "Komitmen 10"]


def test_the_same_database_and_arguments_give_the_same_bytes(plan: ActionPlan):
    first = payload(plan, language=ReportLanguage.BOTH).to_bytes()
    assert payload(plan, language=ReportLanguage.BOTH).to_bytes() == first
    assert Payload.from_bytes(first).to_bytes() == first
    Institution.objects.update(name="Nama lain")
    assert payload(plan, language=ReportLanguage.BOTH).to_bytes() != first


def test_head_says_what_it_is_of_and_where_it_stands(plan: ActionPlan):
    found = payload(plan, period=plan.periods.get())
    head = (found.report, found.kind, found.subject, found.period, found.as_of, found.gathered_at)
    assert head == (
        "triwulan-rencana-laporan-b09-2020",
        "quarterly",
        "plan",
        "B09-2020",
        "2020-10-31",
        "2026-11-22T03:00:00Z",
    )
    assert found.address == f"{found.site}/laporan/triwulan-rencana-laporan-b09-2020/v1/"
    assert (found.has_cover, found.is_sample, found.main.notice) == (True, False, "")
    assert (found.main.title, found.main.subtitle) == ("Laporan triwulan", "Rencana Aksi Laporan, B09 2020")


def test_figures_of_a_period_are_those_of_its_last_day_for_verdicts(plan: ActionPlan):
    later = period_of(plan, code="B12", ends_on=date(2020, 12, 31), verify_by=date(2021, 1, 31))
    verify(
        plan.commitments.get(number="2").milestones.get().updates.get(),
        step=100,
        at=VERIFIED.replace(month=11),
    )
    then, now = payload(plan, period=plan.periods.get(code="B09")), payload(plan, period=later)
    assert (then.as_of, now.as_of) == ("2020-10-31", "2021-01-31")
    assert [rows(one.main, "commitments", "verified") for one in (then, now)] == [
        [(75,), (None,), (None,)],
        [(75,), (100,), (None,)],
    ]


def test_figures_of_a_running_period_are_those_of_today(plan: ActionPlan):
    running = period_of(plan, code="B12", verify_by=date(2030, 1, 1))
    assert payload(plan, period=running).as_of == TODAY.isoformat()


@pytest.fixture
def quarters(plan: ActionPlan) -> dict[str, ReportingPeriod]:
    """Six in a row; the one of the plan is the third."""
    months = {"B03": 3, "B06": 6, "B09": 9, "B12": 12}
    for year, code in ((2020, "B03"), (2020, "B06"), (2020, "B12"), (2021, "B03"), (2021, "B06")):
        ends = date(year, months[code], 28)
        days = {"ends_on": ends, "opens_on": ends - timedelta(8), "closes_on": ends + timedelta(12)}
        period_of(
            plan,
            code=code,
            year=year,
            starts_on=ends.replace(day=1),
            verify_by=ends + timedelta(33),
            **days,
        )
    return {f"{one.code}-{one.year}": one for one in plan.periods.all()}


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "covered"),
    [
        (ReportKind.QUARTERLY, "B06 2021"),
        (ReportKind.SEMESTER, "B03 2021 – B06 2021"),
        (ReportKind.ANNUAL, "B09 2020 – B06 2021"),
        (ReportKind.END_OF_TERM, "B03 2020 – B06 2021"),
    ],
)
def test_kind_says_how_many_quarters_it_tells_of(
    plan: ActionPlan, quarters: dict[str, ReportingPeriod], kind: ReportKind, covered: str
):
    found = edition(plan, kind=kind, period=quarters["B06-2021"])
    assert found.subtitle == f"Rencana Aksi Laporan, {covered}"


def test_region_selects_and_says_so(plan: ActionPlan):
    region = plan.commitments.get(number="2").region
    found = payload(plan, region=region)
    cover = {fact.term: told(fact) for fact in found.main.cover}
    assert (numbers(found), found.subject, found.has_cover) == (["2"], "region", False)
    assert cover["Hanya daerah"] == (f"{region.name} ({region.code})",)
    assert cover["Komitmen di dalamnya"] == ("1",)


def test_institution_selects_where_it_takes_part(plan: ActionPlan):
    partner = plan.commitments.get(number="3").institutions.get(name="Mitra 3")
    found = payload(plan, institution=partner)
    cover = {fact.term: told(fact) for fact in found.main.cover}
    assert (numbers(found), cover["Hanya instansi"]) == (["3"], ("Mitra 3",))


def test_each_edition_is_in_its_language_and_marks_what_is_not(plan: ActionPlan):
    ours, english = payload(plan, language=ReportLanguage.BOTH).editions
    assert (ours.lang, english.lang) == ("id", "en")
    title = "Data anggaran desa terbuka"
    assert (part(ours, "komitmen-1").title, part(english, "komitmen-1").title) == (title, Words(title, "id"))
    assert part(english, "komitmen-1").eyebrow == "Commitment 1"
    assert rows(ours, "commitments", "verified") == rows(english, "commitments", "verified")


def test_editors_words_stand_where_they_wrote_them(plan: ActionPlan):
    first = plan.commitments.get(number="1")
    texts = [
        ReportText(slot=TextSlot.FOREWORD, text="Selamat membaca.", text_en="Welcome."),
        ReportText(slot=TextSlot.REMARK, commitment=first, text="Perlu bantuan."),
        ReportText(slot=TextSlot.CONCLUSIONS, text="  "),
    ]
    ours, english = payload(plan, language=ReportLanguage.BOTH, texts=texts).editions
    assert part(ours, "kata-pengantar").blocks == (Paragraph("Selamat membaca."),)
    assert part(english, "kata-pengantar").blocks == (Paragraph("Welcome."),)
    assert Paragraph("Perlu bantuan.", "quote") in part(ours, "komitmen-1").blocks
    assert Paragraph(Words("Perlu bantuan.", "id"), "quote") in part(english, "komitmen-1").blocks
    assert "penutup" not in [one.anchor for one in ours.parts]
    assert rows(ours, "texts", "key", "title", "text") == [
        ("foreword", "Kata pengantar", "Selamat membaca."),
        (f"{plan.slug}/{first.slug}", "Catatan redaksi, komitmen 1", "Perlu bantuan."),
    ]
    assert rows(english, "texts", "text") == [("Welcome.",), (Words("Perlu bantuan.", "id"),)]


def test_progress_is_told_part_by_part(plan: ActionPlan):
    steps: list[tuple[str, int, int]] = []
    payload(plan, tell=lambda *step: steps.append(step))
    assert steps[0] == ("Mengumpulkan angka", 0, steps[0][2])
    assert [done for _step, done, _of in steps] == list(range(len(steps)))
    assert {of for _step, _done, of in steps} == {len(steps) - 1}
    assert "Cara menghitung" in [step for step, _done, _of in steps]


def test_evidence_that_stands_is_named_for_a_later_takedown(plan: ActionPlan):
    update = plan.commitments.get(number="1").milestones.last().updates.get()
    standing = update.items.get().evidence
    gone = accept(
        update,
        "Diturunkan",
        state=EvidenceState.TAKEN_DOWN,
        url="",
        taken_down_at=GATHERED,
        taken_down_by=standing.uploader,
        takedown_reason=TakedownReason.PERSONAL_DATA,
    )
    found = assembled(plan)
    assert found.evidence_ids == {standing.pk}
    listed = rows(found.payload.main, "evidence", "key", "url", "note")
    assert [key for key, _url, _note in listed] == [standing.public_id.hex, gone.evidence.public_id.hex]
    assert listed[1][1:] == (None, "Diturunkan 22 Nov 2026: memuat data pribadi.")
    assert block(part(found.payload.main, "komitmen-1"), Milestones).milestones[1].evidence == (1,)
    then = commitment(plan, "1", period=plan.periods.get())
    assert block(then, Milestones).milestones[1].evidence == (1, 2)


def test_what_names_no_evidence_need_not_be_withdrawn_for_it(plan: ActionPlan):
    assert assembled(plan, kind=ReportKind.BRIEFING).evidence_ids == frozenset()


def unmarked(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Texts that know that they are in another language, where only a `Words` would tell readers."""
    if isinstance(value, Told) and value.lang:
        yield place, value
    elif isinstance(value, tuple):
        for one in value:
            yield from unmarked(one, place)
    elif is_dataclass(value):
        for field in fields(value):
            yield from unmarked(getattr(value, field.name), f"{place}.{field.name}")


@pytest.mark.once
def test_no_text_in_another_language_stands_unmarked(plan: ActionPlan):
    amend(plan.commitments.get(number="1").milestones.first())
    texts = [ReportText(slot=TextSlot.FOREWORD, text="Selamat membaca.")]
    for kind in ReportKind:
        period = plan.periods.get() if kind in PERIODIC_KINDS else None
        english = payload(plan, kind=kind, language=ReportLanguage.ENGLISH, period=period, texts=texts).main
        assert list(unmarked(english)) == []


def test_queries_do_not_grow_with_commitments(plan: ActionPlan):
    period = plan.periods.get()
    before = queries_of(plan, period=period)
    for number in ("4", "5"):
        milestone = milestone_of(commitment_of(plan, number, f"Lagi {number}"), "Lagi")
        accept(verify(report(milestone, period, step=100), step=100), "Bukti")
        amend(milestone)
    assert queries_of(plan, period=period) == before


def test_sample_says_so(plan: ActionPlan):
    plan.is_sample = True
    plan.save()
    found = payload(plan)
    assert (found.is_sample, found.main.notice.split(".")[0]) == (True, "Data peragaan")


def test_facts_of_a_commitment_are_those_of_its_page(plan: ActionPlan):
    found = facts(commitment(plan, "1"))
    assert (found["Penanggung jawab"], found["Instansi terkait"]) == (("Dinas 1",), ("Mitra 1",))
    assert found["Semestinya menurut jadwal"][0].startswith("5")
