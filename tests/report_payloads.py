"""A payload that holds every kind of block and of column once, for tests of what is drawn from it."""

from dataclasses import replace

from reports.document import (
    Bars,
    Changes,
    DataColumn,
    DataTable,
    Edition,
    EvidenceList,
    Fact,
    Facts,
    Grid,
    Heading,
    Milestones,
    Paragraph,
    Part,
    Payload,
    Phrase,
    PlanName,
    Points,
    Signatures,
    State,
    TableView,
    Tiles,
    Verdicts,
    Words,
)
from reports.document.blocks import (
    Bar,
    Change,
    EvidenceEntry,
    GridCell,
    GridColumn,
    GridRow,
    Milestone,
    Signature,
    Slice,
    Tile,
    Verdict,
)

SITE = "https://renaksi.example"
ADDRESS = f"{SITE}/laporan/triwulan-rencana-contoh-b09-2026/v1/"
SUBSTANTIAL = State("substantial", "Substansial")
NO_EVIDENCE = State("no_evidence", "Tidak ada bukti")


def sample_payload(*, commitments: int = 2, lang: str = "id") -> Payload:
    return Payload(
        report="triwulan-rencana-contoh-b09-2026",
        kind="quarterly",
        subject="plan",
        version=1,
        plan=PlanName("rencana-contoh", "Rencana Aksi Contoh 2026–2027", f"{SITE}/renaksi/rencana-contoh/"),
        period="B09-2026",
        as_of="2026-10-31",
        gathered_at="2026-11-02T03:04:05Z",
        is_sample=True,
        has_cover=True,
        site=SITE,
        address=ADDRESS,
        editions=(sample_edition(commitments=commitments, lang=lang),),
    )


def bilingual_payload() -> Payload:
    one = sample_payload()
    return replace(one, editions=(*one.editions, sample_edition(lang="en")))


def sample_edition(*, commitments: int = 2, lang: str = "id") -> Edition:
    return Edition(
        lang=lang,
        title="Laporan triwulan",
        subtitle="Rencana Aksi Contoh 2026–2027, B09 2026",
        cover=(
            Fact("Cakupan", (Phrase(f"seluruh rencana aksi, {commitments} komitmen"),)),
            Fact("Nama di OGP", (Phrase(Words("Sample Plan", "en")),)),
        ),
        parts=(_summary(), _results(commitments), *map(_commitment, range(1, commitments + 1)), _annex()),
        tables=(_commitments(commitments), _evidence()),
        notice="Data peragaan. Tidak satu pun angka di dalamnya sebenarnya.",
    )


def _summary() -> Part:
    return Part(
        key="summary",
        title="Ringkasan",
        anchor="ringkasan",
        blocks=(
            Paragraph("Separuh dari yang dijanjikan telah terbukti.", "lead"),
            Tiles((Tile("Terbukti", "50 %", "1 dari 2 komitmen", "naik dari 40 %"), Tile("Terlambat", "1"))),
            Points((Phrase("Satu tonggak terlambat.", "#komitmen-1"), Phrase("Periksa <di sini>.", SITE))),
            Bars(
                "Status penyelesaian per periode",
                (
                    Bar(
                        (Slice("Selesai", 0, "good", "full"), Slice("Terbatas", 2, "warn", "half")),
                        "B06 2026",
                    ),
                    Bar(
                        (Slice("Selesai", 1, "good", "full"), Slice("Terbatas", 1, "warn", "half")),
                        "B09 2026",
                    ),
                ),
                "Status",
                "Komitmen",
            ),
        ),
    )


def _results(commitments: int) -> Part:
    return Part(
        key="grid",
        title="Komitmen × periode pelaporan",
        anchor="kisi",
        lies_across=True,
        blocks=(
            Grid(
                "Komitmen × periode",
                (GridColumn("B06", "Apr–Jun 2026"), GridColumn("B09", "Jul–Sep 2026")),
                tuple(
                    GridRow(
                        str(number),
                        f"Komitmen contoh nomor {number}",
                        "Dinas Contoh",
                        "50 %" if number == 1 else "",
                        "1 dari 2 tonggak terverifikasi",
                        f"komitmen-{number}",
                        (
                            GridCell("verified", "Terverifikasi", "2 laporan", SITE),
                            GridCell("not_reported", "Tidak lapor"),
                        ),
                    )
                    for number in range(1, commitments + 1)
                ),
                "Tiap sel adalah keadaan laporan pada periode itu.",
            ),
            TableView("commitments", caption="Semua komitmen"),
            TableView("evidence", columns=("title", "url"), rows=(), empty="Belum ada."),
        ),
    )


def _commitment(number: int) -> Part:
    return Part(
        key="commitments",
        title=f"Komitmen contoh nomor {number}",
        anchor=f"komitmen-{number}",
        eyebrow=f"Komitmen {number}",
        state=SUBSTANTIAL if number == 1 else NO_EVIDENCE,
        blocks=(
            Facts((Fact("Penanggung jawab", (Phrase("Dinas Contoh", SITE), Phrase("Badan Contoh"))),), "box"),
            Verdicts(
                Verdict("75 %", "31 Okt 2026", "Dinas Contoh"),
                Verdict("50 %", "12 Okt 2026", "Sekretariat", code="substantial", word="Substansial"),
                None,
                is_monitored=True,
            ),
            Heading("Tonggak capaian"),
            Milestones(
                (
                    Milestone(
                        "1",
                        "Portal data terbit di semua kecamatan",
                        measure="Jumlah kecamatan",
                        owner="Dinas Contoh",
                        target="74 kecamatan",
                        claimed="60 kecamatan",
                        verified="37 kecamatan",
                        proven="50 %",
                        due="30 Sep 2026",
                        original_due="30 Jun 2026",
                        code="overdue",
                        word="Terlambat",
                        late="31 hari",
                        blocked_days="12 hari menunggu pihak lain",
                        narrative=Words("Thirty-seven districts are connected.", "en"),
                        challenges="Anggaran",
                        next_step="Melatih operator.",
                        missing=("Berita acara",),
                        accepted="1 butir",
                        evidence=(number,),
                    ),
                ),
                is_monitored=True,
            ),
            EvidenceList(
                (
                    EvidenceEntry(
                        number,
                        f"Berita acara {number}",
                        milestone="Tonggak 1",
                        kind="PDF",
                        size="120 kB",
                        date="1 Okt 2026",
                        source="Dinas Contoh",
                        sha256=f"{number:064x}",
                        url=f"{SITE}/data-dukung/{number}/",
                    ),
                )
            ),
            Changes(
                (Change("Tonggak 1", "Tenggat", "3 Agu 2026", "30 Jun 2026", "30 Sep 2026", "Lelang ulang."),)
            ),
        ),
    )


def _annex() -> Part:
    return Part(
        key="signatures",
        title="Pengesahan",
        anchor="pengesahan",
        blocks=(
            Facts((Fact("Terbukti", (Phrase("Bagian yang sudah diverifikasi."),)),), "definitions"),
            Facts((Fact("Tujuan", (Phrase("Data terbuka."),)),), "form"),
            Paragraph("Tidak ada yang lain.", "empty"),
            Signatures(
                "Jakarta, 2 November 2026",
                (Signature("Kepala Sekretariat"), Signature("Verifikator", "Contoh")),
            ),
        ),
    )


def _commitments(commitments: int) -> DataTable:
    columns = (
        DataColumn("key", "Kunci"),
        DataColumn("title", "Komitmen", explains="Judul komitmen."),
        DataColumn("verified", "Terbukti", "percent", "Bagian yang terbukti.", "belum ada bukti"),
        DataColumn("overdue", "Tonggak terlambat", "number"),
        DataColumn("status", "Status", "state", blank="tidak dipantau"),
        DataColumn("last_evidence", "Bukti terakhir", "date"),
        DataColumn("url", "Alamat", "url"),
    )
    rows = tuple(
        (
            f"rencana-contoh/{number}",
            f"=Komitmen contoh nomor {number}",
            50.25 if number == 1 else None,
            1,
            SUBSTANTIAL if number == 1 else NO_EVIDENCE,
            "2026-10-12" if number == 1 else None,
            f"{SITE}/renaksi/rencana-contoh/{number}/",
        )
        for number in range(1, commitments + 1)
    )
    return DataTable("commitments", "Komitmen", columns, rows)


def _evidence() -> DataTable:
    columns = (
        DataColumn("number", "Nomor", "number"),
        DataColumn("title", "Judul"),
        DataColumn("url", "Alamat", "url"),
    )
    return DataTable(
        "evidence", "Data dukung", columns, ((1, Words("Minutes", "en"), f"{SITE}/data-dukung/1/"),)
    )
