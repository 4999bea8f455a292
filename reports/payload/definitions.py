"""How the figures are made, and what the words mean, for readers who meet them here first."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.formats import long_date
from renaksi.domain.freshness import STALE_AFTER_DAYS
from renaksi.enums import CompletionStatus
from reports.document import Fact, Facts, Paragraph, Part, Phrase
from reports.domain.outlines import PartKey
from reports.payload.material import Material


def method_part(material: Material) -> Iterator[Part]:
    told = _(
        "Semua angka dihitung per %(date)s dari catatan yang sama dengan halaman publik Renaksi. "
        "Yang diverifikasi, diterima, atau diputuskan sesudahnya tidak ikut dihitung."
    ) % {"date": long_date(material.as_of)}
    frozen = _(
        "Isi laporan ini dibekukan: nama, status, dan berkas yang berubah kemudian tidak mengubahnya. "
        "Sidik jari di setiap halaman membuktikan bahwa isinya masih sama."
    )
    facts = _figures(material) if material.is_monitored else _independent()
    yield Part(
        key=PartKey.METHOD.value,
        title=_("Cara menghitung"),
        anchor="metode",
        blocks=(
            Paragraph(told if material.is_monitored else _record()),
            Paragraph(frozen),
            Facts(tuple(facts), "definitions"),
        ),
    )


def glossary_part(material: Material) -> Iterator[Part]:
    terms = [*_words()]
    if material.is_monitored:
        terms += [*_tracking(), *_statuses(), *_independent()]
    yield Part(
        key=PartKey.GLOSSARY.value,
        title=_("Arti istilah"),
        anchor="istilah",
        blocks=(Facts(tuple(terms), "definitions"),),
    )


def _record() -> str:
    return _(
        "Rencana aksi ini disimpan sebagai catatan dan tidak dipantau di Renaksi: tidak ada klaim atau verifikasi "
        "kami atasnya. Tidak dipantau bukan berarti tidak dikerjakan."
    )


def _defined(term: str, text: str) -> Fact:
    return Fact(term, (Phrase(text),))


def _figures(material: Material) -> Iterator[Fact]:
    yield from _proven()
    yield _pace(material)
    yield from _lateness()
    yield from _silence()


def _proven() -> Iterator[Fact]:
    yield _defined(
        _("Tiga penilaian"),
        _(
            "Setiap komitmen dibaca dari tiga sisi yang tidak pernah dilebur: apa yang diklaim instansi, "
            "apa yang sudah diverifikasi sekretariat, dan apa yang ditemukan penilai independen. "
            "Masing-masing disertai tanggal dan sumbernya."
        ),
    )
    yield _defined(
        _("Terbukti"),
        _(
            "Persentase capaian yang sudah diverifikasi, dirata-ratakan menurut bobot atas semua tonggak yang "
            "tidak ditarik. Tonggak yang belum pernah diverifikasi belum menambah apa pun. Untuk rencana aksi: "
            "rata-rata semua komitmen yang punya tonggak. Angka dibulatkan ke bawah; 100 % berarti tepat seratus."
        ),
    )
    yield _defined(
        _("Belum ada bukti"),
        _(
            "Tidak satu pun tonggak diverifikasi. Ini bukan nol persen: kami belum tahu, "
            "dan laporan ini mengatakannya."
        ),
    )
    yield _defined(
        _("Persentase sebuah tonggak"),
        _(
            "Bila targetnya berupa angka: selisih realisasi dan nilai awal, dibagi selisih target dan nilai awal. "
            "Bila tidak: tahap 0, 25, 50, 75, atau 100."
        ),
    )


def _pace(material: Material) -> Fact:
    limits = material.limits
    return _defined(
        _("Semestinya dan laju"),
        _(
            "Semestinya adalah capaian menurut jadwal pada tanggal data: nol sebelum mulai, seratus setelah tenggat, "
            "di antaranya menurut target periode atau sebanding dengan waktu. Laju adalah bagian terbukti dibagi "
            "semestinya: biru mulai %(blue)s %%, hijau mulai %(green)s %%, kuning mulai %(yellow)s %%, "
            "merah di bawahnya."
        )
        % {"blue": limits.blue, "green": limits.green, "yellow": limits.yellow},
    )


def _lateness() -> Iterator[Fact]:
    yield _defined(
        _("Terlambat"),
        _(
            "Tenggat lewat dan tonggak belum terbukti selesai. Laporan selesai yang masih ditelaah disebut "
            "menunggu telaah. Tenggat berupa bulan atau tahun berakhir pada hari terakhirnya; "
            "tanpa tenggat tidak ada yang terlambat."
        ),
    )
    yield _defined(
        _("Menunggu pihak lain"),
        _(
            "Hari-hari ketika sebuah tonggak, menurut laporan instansinya, menunggu instansi lain. "
            "Disebut di samping hari keterlambatan dan tidak menguranginya."
        ),
    )


def _silence() -> Iterator[Fact]:
    yield _defined(
        _("Tidak lapor"),
        _(
            "Laporan yang diharapkan tidak masuk sampai masa pelaporan ditutup. "
            "Ini keadaan tersendiri, bukan “belum dimulai”."
        ),
    )
    yield _defined(
        _("Kesegaran"),
        _(
            "Umur data dukung terakhir yang diterima. Lebih dari %(days)s hari berarti perlu diperbarui: "
            "OGP meminta pembaruan paling lama tiap enam bulan."
        )
        % {"days": STALE_AFTER_DAYS},
    )


def _independent() -> Iterator[Fact]:
    yield _defined(
        _("Penilaian independen"),
        _(
            "Dikutip seperti tercetak dalam laporan penilainya, dengan padanan katanya. Skala berubah dari masa "
            "ke masa; nilai hanya dibandingkan di dalam satu versi skala dan tidak pernah menjadi status dari kami."
        ),
    )


def _words() -> Iterator[Fact]:
    yield _defined(
        _("Komitmen"),
        _("Satu pembaruan yang dijanjikan pemerintah, dengan penanggung jawab dan jangka waktu."),
    )
    yield _defined(
        _("Tonggak capaian"),
        _("Langkah bertenggat di dalam komitmen, dengan ukuran keberhasilan yang dapat diamati."),
    )
    yield _defined(
        _("Perubahan"),
        _(
            "Setiap tanggal, target, atau teks yang berubah setelah terbit dicantumkan dengan nilai semula "
            "dan alasannya."
        ),
    )


def _tracking() -> Iterator[Fact]:
    yield _defined(
        _("Data dukung"),
        _(
            "Berkas atau tautan yang membuktikan capaian. Bernomor di seluruh laporan, dengan alamat tempat siapa pun "
            "dapat memeriksanya. Yang tidak untuk umum hanya disebut jumlahnya."
        ),
    )
    yield _defined(_("Klaim"), _("Apa yang dilaporkan instansi, sebelum diperiksa siapa pun."))
    yield _defined(
        _("Terverifikasi"),
        _("Laporan dan data dukungnya sudah diperiksa dan diterima verifikator sekretariat."),
    )
    yield _defined(
        _("Periode pelaporan"), _("Triwulan yang berakhir pada bulan 3, 6, 9, atau 12: B03, B06, B09, B12.")
    )


def _statuses() -> Iterator[Fact]:
    meanings = {
        CompletionStatus.NO_EVIDENCE: _(
            "Belum ada tonggak yang diverifikasi, atau baru sebagian dan semuanya bernilai nol."
        ),
        CompletionStatus.NOT_STARTED: _("Yang diverifikasi semuanya bernilai nol."),
        CompletionStatus.LIMITED: _("Ada yang terbukti, kurang dari 50 %."),
        CompletionStatus.SUBSTANTIAL: _("50 % atau lebih sudah terbukti, belum semua tonggak selesai."),
        CompletionStatus.COMPLETE: _(
            "Semua tonggak selesai: nilainya 100 %, dan setiap syarat data dukung yang wajib terjawab."
        ),
    }
    for status, meaning in meanings.items():
        yield _defined(_("Status: %(status)s") % {"status": str(status.label).lower()}, meaning)
    yield _defined(
        _("Status yang diputuskan"),
        _("Sekretariat dapat memutuskan status lain dengan alasan; keduanya lalu ditampilkan."),
    )
