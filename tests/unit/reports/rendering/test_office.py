"""A report as a text that an office edits."""

import io
import zipfile
from dataclasses import replace
from typing import Any, get_args

import docx
import pytest
from docx.oxml.ns import qn

from reports.document import (
    Block,
    Edition,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Part,
    Payload,
    Phrase,
    Points,
    Replaced,
    Tiles,
    Words,
)
from reports.document.blocks import Tile
from reports.document.payload import fingerprint, short_fingerprint
from reports.rendering.office import office_text
from tests.report_numbers import OfficeTable, tables_of_office_text
from tests.report_payloads import ADDRESS, SITE, bilingual_payload, sample_payload

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def payload() -> Payload:
    return sample_payload()


@pytest.fixture(scope="module")
def text(payload: Payload) -> Any:
    return opened(payload)


def opened(payload: Payload) -> Any:
    return docx.Document(io.BytesIO(office_text(payload, payload.to_bytes())))


def of_blocks(*blocks: Block, lang: str = "id") -> Any:
    payload = sample_payload(lang=lang)
    part = Part("summary", "Bagian", "bagian", blocks)
    edition: Edition = replace(payload.main, parts=(part,), cover=())
    return opened(replace(payload, editions=(edition,), has_cover=False))


def styled(text: Any, *styles: str) -> list[str]:
    return [one.text for one in text.paragraphs if one.style.name in styles]


def runs(text: Any, words: str) -> list[Any]:
    return [run for run in text.element.body.iter(qn("w:r")) if _words(run) == words]


def bookmarks(text: Any) -> dict[str, str]:
    """Names with the words of the paragraph that they stand in."""
    found = text.element.body.iter(qn("w:bookmarkStart"))
    return {
        one.get(qn("w:name")): _words(one.getparent()) for one in found if one.getparent().tag == qn("w:p")
    }


def test_parts_and_headings_are_headings_of_the_office(text: Any) -> None:
    told = [(one.style.name, one.text) for one in text.paragraphs if one.style.name.startswith("Heading")]
    assert told == [
        ("Heading 1", "Ringkasan"),
        ("Heading 1", "Komitmen × periode pelaporan"),
        ("Heading 1", "Komitmen 1. Komitmen contoh nomor 1"),
        ("Heading 2", "Tonggak capaian"),
        ("Heading 1", "Komitmen 2. Komitmen contoh nomor 2"),
        ("Heading 2", "Tonggak capaian"),
        ("Heading 1", "Pengesahan"),
    ]


def test_contents_lead_to_each_part_and_are_counted_on_opening(text: Any) -> None:
    entries = [
        (link.get(qn("w:anchor")), _words(link))
        for contents in text.element.body.iter(qn("w:sdt"))
        for link in contents.iter(qn("w:hyperlink"))
    ]
    places = bookmarks(text)
    assert [words for _name, words in entries] == [places[name] for name, _words in entries]
    assert (len(entries), len(text.settings.element.findall(qn("w:updateFields")))) == (5, 1)
    [instruction] = [one.text for one in text.element.body.iter(qn("w:instrText"))]
    [contents] = text.element.body.iter(qn("w:sdt"))
    assert _words(contents).startswith("IsiRingkasan")
    assert _words(contents).endswith("Nomor halaman muncul setelah daftar isi ini diperbarui.")
    assert instruction == ' TOC \\b edition_id \\o "1-1" \\h \\z \\u '


def test_the_cover_says_which_report_it_is(text: Any, payload: Payload) -> None:
    [cover, *_others] = text.tables
    assert styled(text, "Title", "Subtitle", "Data per", "Peringatan") == [
        "CONTOH Data peragaan. Tidak satu pun angka di dalamnya sebenarnya.",
        "Laporan triwulan",
        "Rencana Aksi Contoh 2026–2027, B09 2026",
        "Data per 31 Okt 2026 · versi 1",
    ]
    assert [[cell.text for cell in row.cells] for row in cover.rows] == [
        ["Cakupan", "seluruh rencana aksi, 2 komitmen"],
        ["Nama di OGP", "Sample Plan"],
        ["Disusun", "2 Nov 2026 10.04 WIB"],
        ["Alamat tetap", ADDRESS],
        ["Sidik dokumen", short_fingerprint(fingerprint(payload.to_bytes()))],
    ]


def test_it_says_what_it_replaces_and_why() -> None:
    replaced = Replaced(1, "0123456789abcdef" * 4, "2026-10-01", "Angka =B06 dikoreksi.")
    told = [
        ["Menggantikan", "versi 1 yang terbit 1 Okt 2026 (sidik 0123 4567 89ab cdef)"],
        ["Alasan penggantian", "Angka =B06 dikoreksi."],
    ]
    text = opened(replace(sample_payload(), replaces=replaced))
    assert [[cell.text for cell in row.cells] for row in text.tables[0].rows][-2:] == told
    short = opened(replace(sample_payload(), replaces=replaced, has_cover=False))
    assert [": ".join(row) for row in told] == [
        one.text for one in short.paragraphs if one.text.startswith(("Menggantikan", "Alasan penggantian"))
    ]


def test_every_page_but_the_cover_says_report_fingerprint_and_number(text: Any, payload: Payload) -> None:
    short = short_fingerprint(fingerprint(payload.to_bytes()))
    told = {
        (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) for section in text.sections
    }
    assert told == {
        (
            "CONTOH · Laporan triwulan: Rencana Aksi Contoh 2026–2027, B09 2026",
            f"Sidik {short} · data per 31 Okt 2026 · Renaksi · Halaman  dari ",
        )
    }
    fields = [one.get(qn("w:instr")) for one in text.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert [one.different_first_page_header_footer for one in text.sections] == [True, False, False, False]


def test_wide_parts_lie_across(text: Any) -> None:
    assert [one.page_width > one.page_height for one in text.sections] == [False, False, True, False]


def test_tables_repeat_their_head_and_tear_no_row(text: Any) -> None:
    rows = [(at, row) for table in text.tables for at, row in enumerate(table._tbl.tr_lst)]
    assert {len(row.findall(f"{qn('w:trPr')}/{qn('w:cantSplit')}")) for _at, row in rows} == {1}
    headed = {at for at, row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None}
    assert headed == {0}


def test_tables_hold_what_the_pages_say(payload: Payload) -> None:
    tables = tables_of_office_text(office_text(payload, b""))
    named = {table.name: table.rows for table in tables}
    assert named["Komitmen × periode"] == (
        ("Komitmen", "Terbukti", "B06\nApr–Jun 2026", "B09\nJul–Sep 2026"),
        ("1 Komitmen contoh nomor 1\nDinas Contoh", "50 %\n1 dari 2 tonggak terverifikasi",
         "Terverifikasi\n2 laporan", "Tidak lapor"),
        ("2 Komitmen contoh nomor 2\nDinas Contoh", "Belum ada bukti\n1 dari 2 tonggak terverifikasi",
         "Terverifikasi\n2 laporan", "Tidak lapor"),
    )  # fmt: skip
    assert named["Status penyelesaian per periode"][1:] == (("B06 2026", "0", "2"), ("B09 2026", "1", "1"))
    assert named["Semua komitmen"][2][2:6] == ("belum ada bukti", "1", "Tidak ada bukti", "—")
    assert OfficeTable(
        "Klaim instansi, Terverifikasi, Penilaian independen",
        (
            ("Klaim instansi", "Terverifikasi", "Penilaian independen"),
            ("75 %\nper 31 Okt 2026, Dinas Contoh", "50 %\nSubstansial\nper 12 Okt 2026, Sekretariat", "Belum dinilai"),
        ),
    ) in tables  # fmt: skip


def test_tiles_have_a_column_of_changes_where_there_are_any() -> None:
    new, old = Tile("Terbukti", "50 %", "1 dari 2"), Tile("Terlambat", "1", change="naik dari 0")
    heads = [
        [[cell.text for cell in row.cells] for row in of_blocks(Tiles(one)).tables[0].rows]
        for one in ((new,), (new, old))
    ]
    assert heads == [
        [["Ukuran", "Angka", "Keterangan"], ["Terbukti", "50 %", "1 dari 2"]],
        [
            ["Ukuran", "Angka", "Keterangan", "Perubahan"],
            ["Terbukti", "50 %", "1 dari 2", ""],
            ["Terlambat", "1", "", "naik dari 0"],
        ],
    ]


def test_captions_are_numbered_by_the_office(text: Any) -> None:
    captions = [one for one in text.paragraphs if one.style.name == "Caption"]
    numbers = [field for one in captions for field in one._p.iter(qn("w:fldSimple"))]
    assert [one.text for one in captions] == [
        "Tabel . Status penyelesaian per periode (Komitmen)",
        "Tabel . Komitmen × periode",
        "Tabel . Semua komitmen",
    ]
    assert [one.get(qn("w:instr")) for one in numbers] == [" SEQ Tabel \\* ARABIC "] * 3
    assert [_words(one) for one in numbers] == ["1", "2", "3"]


def test_evidence_is_where_milestones_lead(text: Any) -> None:
    [_milestone, *_rest] = [one for one in text.element.body.iter(qn("w:hyperlink")) if _words(one) == "[2]"]
    assert bookmarks(text)[_milestone.get(qn("w:anchor"))] == "[2] Berita acara 2"


def _words(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def test_links_lead_to_web_addresses_and_nowhere_else() -> None:
    points = (Phrase("situs", SITE), Phrase("skrip", "javascript:alert(1)"), Phrase("hilang", "#tidak-ada"))
    text = of_blocks(Points(points))
    links = [(_words(one), one.get(qn("r:id"))) for one in text.element.body.iter(qn("w:hyperlink"))]
    [found] = [name for words, name in links if words == "situs"]
    assert text.part.rels[found].target_ref == SITE
    assert {"skrip", "hilang"} & {words for words, _name in links} == set()
    assert styled(text, "List Bullet") == ["situs", "skrip", "hilang"]


def test_addresses_with_odd_characters_are_encoded() -> None:
    text = of_blocks(Points((Phrase("aneh", f'{SITE}/a b\x01"<\U0001f600'),)))
    [found] = [
        one.get(qn("r:id")) for one in text.element.body.iter(qn("w:hyperlink")) if _words(one) == "aneh"
    ]
    assert text.part.rels[found].target_ref == f"{SITE}/a%20b%01%22%3C%F0%9F%98%80"


def test_what_is_in_another_language_says_so(text: Any) -> None:
    [narrative, _second] = runs(text, "Thirty-seven districts are connected.")
    assert narrative.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    [plain] = runs(text, "Separuh dari yang dijanjikan telah terbukti.")
    assert plain.find(f"{qn('w:rPr')}/{qn('w:lang')}") is None
    assert text.core_properties.language == "id-ID"


def test_a_second_edition_follows_in_its_own_language() -> None:
    text = opened(bilingual_payload())
    _first, second = runs(text, "Separuh dari yang dijanjikan telah terbukti.")
    assert second.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    contents = [one.text for one in text.element.body.iter(qn("w:instrText"))]
    assert [one.split('"')[0] for one in contents] == [" TOC \\b edition_id \\o ", " TOC \\b edition_en \\o "]
    assert "31 Oct 2026" in styled(text, "Data per")[1]
    names = [one.get(qn("w:name")) for one in text.element.body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))


def test_lists_count_from_one_each_time() -> None:
    counted = Points((Phrase("satu"), Phrase("dua")), is_ordered=True)
    text = of_blocks(counted, Paragraph("di antaranya"), counted)
    lists = [one._p.pPr.numPr.numId.val for one in text.paragraphs if one.style.name == "List Number"]
    assert lists[0] == lists[1] != lists[2] == lists[3]
    starts = text.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert [one.get(qn("w:val")) for one in starts] == ["1", "1"]


def test_paragraphs_part_at_blank_lines_and_break_at_others() -> None:
    text = of_blocks(Paragraph("satu\ndua\n\ntiga", "quote"), Paragraph(Words("four", "en"), "note"))
    assert styled(text, "Quote") == ["satu\ndua", "tiga"]
    [four] = runs(text, "four")
    assert four.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_a_short_report_has_its_head_on_the_first_page_and_no_contents() -> None:
    text = of_blocks(Paragraph("Isi."))
    assert [one.tag for one in text.element.body.iter(qn("w:sdt"))] == []
    assert [one.different_first_page_header_footer for one in text.sections] == [False]
    assert not list(text.element.body.iter(qn("w:pageBreakBefore")))


@pytest.mark.parametrize(
    "hostile", ["<b>&amp;</b>", "\x00\x1b[0m\ufffe", "]]>", "\U0001f600" * 3, "\"'=cmd|x"]
)
def test_no_text_breaks_the_file(hostile: str) -> None:
    text = of_blocks(Heading(hostile), Paragraph(f"a{hostile}b"), Facts((Fact(hostile, (Phrase(hostile),)),)))
    clean = hostile.replace("\x00", "").replace("\x1b", "").replace("\ufffe", "")
    assert f"a{clean}b" in [one.text for one in text.paragraphs]
    assert styled(text, "Heading 2") == [clean]


def test_every_block_of_the_sample_is_every_kind_of_block(payload: Payload) -> None:
    """What these tests draw is all that a report is made of."""
    drawn = {type(block) for part in payload.main.parts for block in part.blocks}
    assert drawn == set(get_args(Block))


def test_the_file_holds_nothing_of_the_library_that_made_it(text: Any, payload: Payload) -> None:
    told = text.core_properties
    assert (told.author, told.title, told.comments, told.created.isoformat()) == (
        "Renaksi",
        "Laporan triwulan",
        "Data peragaan. Tidak satu pun angka di dalamnya sebenarnya.",
        "2026-11-02T03:04:05+00:00",
    )
    with zipfile.ZipFile(io.BytesIO(office_text(payload, b""))) as archive:
        assert [name for name in archive.namelist() if "thumbnail" in name or "Effects" in name] == []
