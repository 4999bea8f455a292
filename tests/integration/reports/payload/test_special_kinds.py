"""The briefing, OGP's self-assessment and the checklist of its assessors, of the same plan as every other report."""

from datetime import UTC, date, datetime

import pytest

from evidence.enums import EvidenceState, LinkState
from reports.document import Edition, Facts, Paragraph, Payload, Points, State, TableView, Words
from reports.document.blocks import Tile, Tiles
from reports.enums import ReportKind
from tests.assembled_reports import block, edition, facts, part, payload, rows
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import PeriodFactory, PlanFactory
from tests.integration.reports.payload.crowd import complete, promise, prove, report
from tests.integration.reports.payload.term import Term

pytestmark = [pytest.mark.django_db, pytest.mark.once]
GAP = "Belum diisi redaksi."
YES, PARTLY, NO = State("yes", "Ya"), State("partly", "Sebagian"), State("no", "Tidak")
PEOPLE = State("people", "Perlu dijawab orang")
PLAN = "/renaksi/rencana-uji/"


def sentences(payload: Payload, anchor: str) -> list[str]:
    return [str(item.text) for item in block(part(payload.main, anchor), Points).items]


def entries(payload: Payload, anchor: str) -> list[tuple[str, ...]]:
    found = block(part(payload.main, anchor), Facts).facts
    return [(fact.term, *(str(value.text) for value in fact.values)) for fact in found]


def address(found: Edition, anchor: str) -> str:
    return block(part(found, anchor), Facts).facts[0].values[0].url


def test_a_briefing_begins_with_the_figures_and_how_they_stood(term: Term):
    assert block(part(term.briefing.main, "keadaan"), Tiles).tiles == (
        Tile("Terbukti", "28 %", "2 dari 4 komitmen punya capaian terverifikasi", "12 % pada 31 Jul 2020"),
        Tile("Semestinya", "38 %", "Kuning: tertinggal"),
        Tile("Tonggak terlambat", "2", "dari 5 tonggak; 1 menunggu pihak lain", "1 pada 31 Jul 2020"),
    )


def test_a_briefing_says_what_somebody_has_to_decide(term: Term):
    assert sentences(term.briefing, "keputusan") == [
        "Dinas Beta: 1 tonggak menunggunya, terlama 62 hari.",
        "Tetapkan penanggung jawab: 1 komitmen belum punya (4).",
        (
            "Beri tenggat baru dengan alasannya, atau tarik: 2 tonggak lewat tenggat yang tidak pernah diubah, "
            "terlama 125 hari (komitmen 1, 2)."
        ),
    ]


def test_what_editors_ask_for_comes_before_what_the_figures_say(term: Term):
    found = part(term.written_briefing.main, "keputusan").blocks
    assert isinstance(found[0], Paragraph)
    assert str(found[0].text) == f"{'Putuskan anggaran. ' * 15}Putuskan …"
    assert found[1] == block(part(term.briefing.main, "keputusan"), Points)


def test_a_briefing_lists_who_waits_what_is_late_and_what_is_newly_done(term: Term):
    assert entries(term.briefing, "menunggu") == [
        (
            "62 hari",
            "Anggaran terbit",
            "Komitmen 1: Dinas Alfa menunggu Dinas Beta sejak 1 Sep 2020, menurut laporan B09 2020",
        )
    ]
    assert entries(term.briefing, "terlambat") == [
        (
            "125 hari",
            "Anggaran terbit",
            "Komitmen 1: Dinas Alfa, tenggat 30 Jun 2020, 62 hari menunggu instansi lain",
        ),
        ("33 hari", "Kanal dibuka", "Komitmen 2: Dinas Beta, tenggat 30 Sep 2020"),
    ]
    assert part(term.briefing.main, "selesai").title == "Selesai sejak 31 Jul 2020"
    assert entries(term.briefing, "selesai") == [("20 Okt 2020", "Portal berjalan", "Komitmen 1: Dinas Alfa")]
    assert address(term.briefing.main, "selesai").startswith(f"{term.briefing.site}{PLAN}1/#tonggak-")


def test_a_briefing_has_no_cover_and_carries_its_numbers_as_tables(term: Term):
    assert term.briefing.has_cover is False
    assert [table.key for table in term.briefing.main.tables] == ["commitments", "milestones"]


def test_the_self_assessment_is_told_in_both_languages(term: Term):
    indonesian, english = term.self_assessment.editions
    assert [one.anchor for one in indonesian.parts] == [one.anchor for one in english.parts]
    assert [one.anchor for one in indonesian.parts] == [
        "pendahuluan",
        "proses",
        "rekomendasi-irm",
        "pelaksanaan",
        *(f"komitmen-{number}" for number in range(1, 5)),
        "pembelajaran",
        "penutup",
        "data-dukung",
        "istilah",
    ]
    assert block(part(english, "proses"), Paragraph).text == "Citizens took part."


def test_the_introduction_is_filled_in_as_far_as_it_is_known(term: Term):
    assert facts(part(term.self_assessment.main, "pendahuluan")) == {
        "Rencana aksi": ("Rencana Uji",),
        "Nama di OGP": (GAP,),
        "Masa berlaku": ("1 Jan 2020 – 31 Des 2021",),
        "Dasar hukum": (GAP,),
        "Isi": ("4 komitmen, 5 tonggak capaian",),
        "Penanggung jawab": ("3 instansi, 1 di antaranya organisasi masyarakat sipil",),
        "Status penyelesaian": ("2 tidak ada bukti, 1 terbatas, 1 substansial",),
    }


def test_how_people_took_part_is_counted(term: Term):
    assert sentences(term.self_assessment, "proses") == [
        "Organisasi masyarakat sipil memimpin atau ikut dalam 2 dari 4 komitmen.",
        "Perubahan setelah terbit, masing-masing dengan nilai semula dan alasannya: 0.",
        "Periode pelaporan yang sudah dibuka: 2.",
    ]
    assert rows(term.self_assessment.main, "events", "key") == [("forum",), ("pameran",), ("terlambat",)]


@pytest.mark.parametrize("anchor", ["rekomendasi-irm", "pembelajaran", "penutup"])
def test_what_nobody_has_written_yet_says_so(term: Term, anchor: str):
    assert block(part(term.self_assessment.main, anchor), Paragraph) == Paragraph(GAP, "empty")


def test_each_commitment_is_one_form(term: Term):
    found = block(part(term.self_assessment.main, "komitmen-1"), Facts)
    assert found.look == "form"
    assert {
        term: value
        for term, value in facts(part(term.self_assessment.main, "komitmen-1")).items()
        if value != (GAP,)
    } == {
        "Komitmen": ("1. Janji 1",),
        "Instansi penanggung jawab": ("Dinas Alfa",),
        "Pihak lain dari pemerintah": ("tidak ada yang tercatat",),
        "Pihak lain: masyarakat sipil, swasta, dan lainnya": ("tidak ada yang tercatat",),
        "Bidang kebijakan": ("Fiskal",),
        "Mulai dan berakhir": ("1 Jan 2020 – 31 Des 2021 (masa rencana aksi)",),
        "Tingkat penyelesaian, terverifikasi sekretariat": (
            "Substansial",
            "Terbukti: 87 %",
            "2 dari 2 tonggak terverifikasi",
        ),
        "Klaim instansi": ("87 %",),
        "Penilaian independen": ("belum ada",),
        "Tonggak 1": (
            "Anggaran terbit",
            "mulai 1 Jan 2020, berakhir 30 Jun 2020; penyelesaian 75 %, terlambat",
        ),
        "Tonggak 2": (
            "Portal berjalan",
            "mulai 1 Jan 2020, berakhir 31 Des 2090; penyelesaian 100 %, selesai; data dukung nomor 1",
        ),
        "Hasil": ("1. Perkembangan uji.", "2. Perkembangan uji."),
        "Kendala": ("tidak disebut dalam laporan",),
        "Langkah berikut": ("tidak disebut dalam laporan",),
        "Kontak": ("Dinas Alfa",),
        "Halaman komitmen": (f"{term.self_assessment.site}{PLAN}1/",),
        "Keterangan sekretariat": ("Sudah dibahas.", "Lanjut 2021."),
    }


def test_a_form_tells_partners_by_what_they_are_and_missing_reports_as_missing(term: Term):
    second = facts(part(term.self_assessment.main, "komitmen-2"))
    fourth = facts(part(term.self_assessment.main, "komitmen-4"))
    assert second["Pihak lain: masyarakat sipil, swasta, dan lainnya"] == ("Forum Warga",)
    assert fourth["Instansi penanggung jawab"] == (GAP,)
    assert fourth["Hasil"] == ("belum ada laporan terverifikasi",)
    assert fourth["Tingkat penyelesaian, terverifikasi sekretariat"] == (
        "Tidak ada bukti",
        "Terbukti: belum ada bukti",
        "0 dari 1 tonggak terverifikasi",
    )


def test_a_form_marks_what_is_in_another_language(term: Term):
    english = part(term.self_assessment.editions[1], "komitmen-1")
    values = {value.text for fact in block(english, Facts).facts for value in fact.values}
    assert {Words("Dinas Alfa", "id"), Words("1. Perkembangan uji.", "id")} <= values


def test_the_self_assessment_of_a_record_claims_nothing(term: Term):
    found = term.old_self_assessment.main
    form = facts(part(found, "komitmen-1"))
    assert facts(part(found, "pendahuluan"))["Status penyelesaian"] == ("tidak dipantau di Renaksi",)
    assert form["Tingkat penyelesaian, terverifikasi sekretariat"] == form["Hasil"] == (GAP,)
    assert "Klaim instansi" not in form
    assert block(part(found, "pelaksanaan"), TableView).columns == ("number", "title", "leads")


def test_the_checklist_answers_with_a_figure_and_an_address(term: Term):
    plan = f"{term.checklist.site}{PLAN}"
    forum = f"{term.checklist.site}/agenda/terlambat/"
    assert rows(term.checklist.main, "repository", "key", "answer", "figure", "url") == [
        ("online", YES, "4 komitmen punya halaman terbuka", plan),
        ("one_place", YES, "4 komitmen, 5 tonggak, dan 1 data dukung terkumpul di satu alamat", plan),
        ("development", PEOPLE, "0 acara sebelum masa rencana tercatat di agenda", None),
        ("implementation", PARTLY, "2 dari 4 komitmen punya capaian terverifikasi", plan),
        ("evidence", PARTLY, "1 dari 4 komitmen punya data dukung yang dapat dibuka", plan),
        ("milestones", PARTLY, "1 dari 5 tonggak yang sudah mulai", plan),
        (
            "openable",
            YES,
            "1 dari 1 butir yang diterima; 0 tautan tidak dapat dibuka, 0 tidak untuk umum, 0 diturunkan",
            plan,
        ),
        (
            "fresh",
            PARTLY,
            "1 dari 4 komitmen punya bukti yang diterima dalam 183 hari terakhir; yang terbaru 20 Okt 2020",
            plan,
        ),
        ("dated", NO, "0 dari 1 butir menyebut tanggal dokumennya", plan),
        ("traced", State("not_asked", "Tidak ditanyakan"), "belum ada perubahan yang tercatat", plan),
        ("forum", PEOPLE, "3 acara sejak masa rencana dimulai tercatat di agenda", forum),
        ("feedback", PEOPLE, None, None),
    ]
    summary = block(part(term.checklist.main, "repositori"), Paragraph).text
    assert (
        summary == "Dari 12 kriteria: 3 ya, 4 sebagian, 1 tidak, 3 perlu dijawab orang, 1 tidak ditanyakan."
    )


def test_the_checklist_tells_the_proofs_of_each_commitment(term: Term):
    columns = ("number", "evidence", "items", "last_update", "age", "fresh", "milestones", "unproven")
    assert rows(term.checklist.main, "checklist", *columns) == [
        ("1", YES, 1, "2020-10-20", 13, YES, 2, 1),
        ("2", NO, 0, None, None, NO, 1, 1),
        ("3", NO, 0, None, None, NO, 1, 1),
        ("4", NO, 0, None, None, NO, 1, 1),
    ]


def test_a_region_is_told_tersely(term: Term):
    section = part(term.region.main, "komitmen-1")
    assert "Masa pelaksanaan" in facts(section)
    assert not {"Daerah", "Bidang kebijakan", "Nilai OGP"} & facts(section).keys()
    assert [type(one).__name__ for one in section.blocks[:4]] == [
        "Facts",
        "Verdicts",
        "Heading",
        "Milestones",
    ]


def test_the_checklist_counts_only_what_anybody_can_open():
    plan = PlanFactory()
    PeriodFactory(plan=plan)
    update = report(promise(plan, "7", InstitutionFactory()), InstitutionFactory(), step=100)
    gone = {"link_state": LinkState.GONE, "link_failing_since": datetime(2026, 9, 1, tzinfo=UTC)}
    prove(update, state=EvidenceState.PUBLISHED, link_visited_at=datetime(2026, 10, 1, tzinfo=UTC), **gone)
    prove(update, state=EvidenceState.CLEAN)
    found = edition(plan, kind=ReportKind.CHECKLIST)
    columns = ("evidence", "items", "broken", "closed", "removed", "unproven", "fresh")
    assert rows(found, "checklist", *columns) == [(PARTLY, 1, 1, 1, 0, 0, YES)]
    assert rows(found, "repository", "key", "figure")[6] == (
        "openable",
        "0 dari 2 butir yang diterima; 1 tautan tidak dapat dibuka, 1 tidak untuk umum, 0 diturunkan",
    )


def test_a_plan_whose_term_is_over_is_not_asked_for_fresh_evidence():
    plan = PlanFactory(end_on=date(2026, 9, 30))
    PeriodFactory(plan=plan)
    complete(report(promise(plan, "7", InstitutionFactory()), InstitutionFactory(), step=100))
    found = edition(plan, kind=ReportKind.CHECKLIST)
    not_asked = State("not_asked", "Tidak ditanyakan")
    assert rows(found, "checklist", "fresh") == [(not_asked,)]
    assert rows(found, "repository", "key", "answer", "figure")[7] == (
        "fresh",
        not_asked,
        "masa rencana aksi sudah berakhir",
    )


def test_a_briefing_asks_for_the_last_word_on_what_is_done():
    plan = PlanFactory()
    PeriodFactory(plan=plan)
    complete(report(promise(plan, "7", InstitutionFactory()), InstitutionFactory(), step=100))
    found = payload(plan, kind=ReportKind.BRIEFING)
    assert sentences(found, "keputusan") == [
        "Putuskan status akhir: 1 komitmen sudah selesai menurut hitungan atau lewat masanya (7)."
    ]
    assert part(found.main, "selesai").title == "Sudah selesai"


def test_a_briefing_without_anything_to_decide_says_so():
    plan = PlanFactory()
    PeriodFactory(plan=plan)
    promise(plan, "7", InstitutionFactory())
    found = payload(plan, kind=ReportKind.BRIEFING).main
    told = {one.anchor: str(block(one, Paragraph).text) for one in found.parts[1:]}
    assert told == {
        "keputusan": "Menurut data, tidak ada yang menunggu keputusan.",
        "menunggu": "Menurut laporan, tidak ada tonggak yang menunggu instansi lain.",
        "terlambat": "Tidak ada tonggak yang lewat tenggat.",
        "selesai": "Belum ada tonggak yang selesai.",
    }
