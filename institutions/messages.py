"""The sentence behind each fault of a map that was uploaded: what is wrong, where, and what to do."""

from django.utils.translation import gettext as _

from institutions.domain.map_file import MapFault, MapProblem

MOST_NAMED = 8


def map_problem_text(problem: MapProblem, *, code_property: str) -> str:
    told = {"where": _listed(problem.where), "told": problem.told, "property": code_property}
    return _sentence(problem) % told


def _sentence(problem: MapProblem) -> str:
    sentences = {
        MapFault.TOO_LARGE: _(
            "Berkas lebih dari 10 MB. Sederhanakan dahulu (misalnya ke skala 1:1.000.000), lalu unggah lagi."
        ),
        MapFault.NOT_JSON: _(
            "Berkas ini bukan JSON yang utuh (baris:kolom %(told)s). Unduh ulang dari sumbernya, lalu unggah lagi."
        )
        if problem.told
        else _("Berkas ini bukan JSON yang utuh. Unduh ulang dari sumbernya, lalu unggah lagi."),
        MapFault.NOT_A_COLLECTION: _(
            "Isi berkas harus berupa FeatureCollection dengan satu fitur tiap provinsi, bukan “%(told)s”. "
            "Ekspor ulang peta provinsi sebagai GeoJSON."
        )
        if problem.told
        else _(
            "Isi berkas harus berupa FeatureCollection dengan satu fitur tiap provinsi. "
            "Ekspor ulang peta provinsi sebagai GeoJSON."
        ),
        MapFault.TOO_MANY: _(
            "Berkas memuat %(told)s fitur. Peta provinsi memuat 38: gabungkan menjadi satu fitur tiap provinsi."
        ),
        MapFault.NO_CODE: _(
            "Fitur nomor %(where)s tidak punya isian “%(property)s”. Isian yang ada: %(told)s. "
            "Sebutkan nama isian yang memuat kode Kemendagri."
        )
        if problem.told
        else _(
            "Fitur nomor %(where)s tidak punya isian “%(property)s” yang memuat kode Kemendagri. "
            "Lengkapi isian itu di berkas."
        ),
        MapFault.UNKNOWN_CODE: _(
            "Fitur nomor %(where)s memakai kode yang bukan kode provinsi Kemendagri. Perbaiki kodenya di berkas."
        ),
        MapFault.TWICE: _(
            "Kode %(where)s dipakai lebih dari satu fitur. Gabungkan menjadi satu fitur tiap provinsi."
        ),
        MapFault.MISSING: _("Provinsi berkode %(where)s tidak ada di berkas. Peta harus memuat 38 provinsi."),
        MapFault.NOT_AN_AREA: _(
            "Fitur nomor %(where)s bukan bidang. Hanya Polygon dan MultiPolygon yang diterima."
        ),
        MapFault.BROKEN_RING: _(
            "Garis batas fitur nomor %(where)s rusak: tiap garis memerlukan paling sedikit 4 titik berisi dua angka."
        ),
        MapFault.OUTSIDE: _(
            "Titik pada fitur nomor %(where)s di luar Indonesia. "
            "Koordinat harus derajat WGS 84, bujur lebih dulu; ubah proyeksinya, lalu unggah lagi."
        ),
    }
    return sentences[problem.fault]


def _listed(where: tuple[str, ...]) -> str:
    shown = ", ".join(where[:MOST_NAMED])
    rest = len(where) - MOST_NAMED
    return _("%(shown)s, dan %(rest)d lainnya") % {"shown": shown, "rest": rest} if rest > 0 else shown
