"""The first sheet of the workbook: how to fill it, until when, and what counts as proof."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from renaksi.queries.workspace.sheets import SheetContent, SheetLine

Row = tuple[str, str, bool]


def guide_rows(content: SheetContent, lines: Iterable[SheetLine]) -> list[Row]:
    """Left and right cell, and whether it is a heading."""
    told = {"period": content.period, "institution": content.institution.name}
    return [
        (_("Petunjuk lembar laporan %(period)s") % told, "", True),
        (_("Instansi"), content.institution.name, False),
        (_("Rencana aksi"), f"{content.plan} ({_('contoh')})" if content.is_sample else content.plan, False),
        (_("Kirim paling lambat"), content.deadline.text, False),
        ("", "", False),
        (_("Cara mengisi"), "", True),
        *((f"{number}.", text, False) for number, text in enumerate(_steps(), 1)),
        ("", "", False),
        (_("Bukti yang diminta"), _("Lampirkan di halaman laporan setelah lembar ini diunggah."), True),
        *(row for line in lines for row in _proofs(line)),
    ]


def _steps() -> tuple[str, ...]:
    return (
        _("Buka lembar “Laporan”. Isi kolom kuning saja; kolom abu-abu dikunci dan tidak dibaca."),
        _(
            "“Realisasi atau tahap”: capaian sampai hari ini, bukan tambahan periode ini. Angka untuk tonggak yang punya "
            "target angka; selain itu pilih tahap dari daftar."
        ),
        _("“Perkembangan”: satu sampai tiga pokok, satu pokok per baris. Apa yang terjadi, di mana, kapan?"),
        _("“Kendala”: pilih Ya pada yang menghambat. Wajib bila tonggak terlambat atau di bawah harapan."),
        _("“Menunggu instansi”: pilih dari daftar, lalu isi sejak kapan dan apa yang ditunggu."),
        _("Jangan menghapus, menyalin, atau memindahkan baris dan kolom. Jangan memakai rumus."),
        _(
            "Simpan sebagai XLSX, lalu unggah di “Isi di Excel”. Anda melihat dulu apa yang berubah sebelum ada yang "
            "disimpan."
        ),
        _("Isian menjadi draf. Lampirkan bukti, lalu kirim dari halaman laporan."),
    )


def _proofs(line: SheetLine) -> list[Row]:
    if not line.proofs:
        return [(line.told["milestone"], _("Bukti apa pun yang menunjukkan capaiannya."), False)]
    texts = [
        f"{one.text} ({_('wajib untuk selesai')})" if one.is_required else one.text for one in line.proofs
    ]
    return [(line.told["milestone"] if not number else "", text, False) for number, text in enumerate(texts)]
