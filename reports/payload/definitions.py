"""What the words and numbers of the report mean, for readers who meet them here first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from renaksi.domain.pace import Thresholds


@dataclass(frozen=True, slots=True)
class Definition:
    term: str
    text: str


def tracking_definitions(limits: Thresholds) -> tuple[Definition, ...]:
    return (
        Definition(
            _("Tiga penilaian"),
            _(
                "Setiap komitmen dibaca dari tiga sisi yang tidak pernah dilebur: apa yang diklaim instansi, "
                "apa yang sudah diverifikasi sekretariat, dan apa yang ditemukan penilai independen. "
                "Masing-masing disertai tanggal dan sumbernya."
            ),
        ),
        Definition(
            _("Terbukti"),
            _(
                "Persentase capaian yang sudah diverifikasi, dirata-ratakan menurut bobot atas semua tonggak yang "
                "tidak ditarik. Tonggak yang belum pernah diverifikasi belum menambah apa pun. Untuk rencana aksi: "
                "rata-rata semua komitmen yang punya tonggak. Angka dibulatkan ke bawah; 100 % berarti tepat seratus."
            ),
        ),
        Definition(
            _("Belum ada bukti"),
            _(
                "Tidak satu pun tonggak diverifikasi. Ini bukan nol persen: kami belum tahu, "
                "dan laporan ini mengatakannya."
            ),
        ),
        Definition(
            _("Persentase sebuah tonggak"),
            _(
                "Bila targetnya berupa angka: selisih realisasi dan nilai awal, dibagi selisih target dan nilai awal. "
                "Bila tidak: tahap 0, 25, 50, 75, atau 100."
            ),
        ),
        Definition(
            _("Selesai"),
            _(
                "Sebuah tonggak selesai bila nilainya mencapai 100 %, ada data dukung yang diterima, "
                "dan setiap syarat wajib terjawab oleh data dukung yang diterima."
            ),
        ),
        _statuses(),
        _pace(limits),
        Definition(
            _("Terlambat"),
            _(
                "Tenggat lewat dan tonggak belum terbukti selesai. Laporan selesai yang masih ditelaah disebut "
                "menunggu telaah. Tenggat berupa bulan atau tahun berakhir pada hari terakhirnya; "
                "tanpa tenggat tidak ada yang terlambat."
            ),
        ),
        Definition(
            _("Tidak lapor"),
            _(
                "Laporan yang diharapkan tidak masuk sampai masa pelaporan ditutup. "
                "Ini keadaan tersendiri, bukan “belum dimulai”."
            ),
        ),
        Definition(
            _("Kesegaran"),
            _(
                "Umur data dukung terakhir yang diterima. Lebih dari 183 hari berarti perlu diperbarui: "
                "OGP meminta pembaruan paling lama tiap enam bulan."
            ),
        ),
    )


def _statuses() -> Definition:
    return Definition(
        _("Status penyelesaian"),
        _(
            "Lima tingkat menurut OGP. Tidak ada bukti: belum ada yang diverifikasi. Belum dimulai: semua diverifikasi "
            "dan nilainya nol. Terbatas: di atas nol. Substansial: 50 % atau lebih. Selesai: semua tonggak selesai. "
            "Sekretariat dapat memutuskan lain dengan alasan; keduanya lalu ditampilkan."
        ),
    )


def _pace(limits: Thresholds) -> Definition:
    return Definition(
        _("Semestinya dan laju"),
        _(
            "Semestinya adalah capaian menurut jadwal pada tanggal data: nol sebelum mulai, seratus setelah tenggat, "
            "di antaranya menurut target periode atau sebanding dengan waktu. Laju adalah bagian terbukti dibagi "
            "semestinya: biru mulai %(blue)s %%, hijau mulai %(green)s %%, kuning mulai %(yellow)s %%, "
            "merah di bawahnya."
        )
        % {"blue": limits.blue, "green": limits.green, "yellow": limits.yellow},
    )


def independent_definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            _("Penilaian independen"),
            _(
                "Dikutip seperti tercetak dalam laporan penilainya, dengan padanan katanya. Skala berubah dari masa "
                "ke masa; nilai hanya dibandingkan di dalam satu versi skala dan tidak pernah menjadi status dari kami."
            ),
        ),
        Definition(
            _("Data dukung"),
            _(
                "Bernomor di tiap komitmen, dengan alamat tempat siapa pun dapat memeriksanya. "
                "Yang tidak untuk umum hanya disebut jumlahnya."
            ),
        ),
        Definition(
            _("Perubahan"),
            _(
                "Setiap tanggal, target, atau teks yang berubah setelah terbit dicantumkan dengan nilai semula "
                "dan alasannya."
            ),
        ),
    )
