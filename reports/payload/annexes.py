"""What stands at the end: all evidence with its fingerprints, all changes, and room to sign."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document import Paragraph, Part, Signatures, TableView
from reports.document.blocks import Signature
from reports.domain.outlines import PartKey
from reports.payload.changes import changes_table
from reports.payload.material import Material
from reports.payload.proofs import evidence_table

# Their addresses stand beside each commitment; where no part tells of commitments, they stand here.
_PROVES = ("number", "commitment", "title", "accepted_on", "sha256")


def evidence_part(material: Material) -> Iterator[Part]:
    """Left out of a record, which has none."""
    if not material.is_monitored:
        return
    told = _(
        "Setiap data dukung punya satu nomor di seluruh laporan. Sidik jarinya (SHA-256) dihitung dari berkas seperti "
        "yang dapat diunduh siapa pun: berkas yang sama memberi sidik jari yang sama. Yang tidak untuk umum hanya "
        "disebut jumlahnya di tiap tonggak."
    )
    listed = {PartKey.COMMITMENTS, PartKey.IMPLEMENTATION} & set(material.subject.outline)
    yield Part(
        key=PartKey.EVIDENCE.value,
        title=_("Daftar data dukung"),
        anchor="data-dukung",
        blocks=(
            Paragraph(told, "note"),
            TableView(
                evidence_table(material).key,
                _PROVES if listed else (*_PROVES, "url"),
                empty=_("Belum ada data dukung yang diterima dan terbuka untuk umum."),
            ),
        ),
    )


def changes_part(material: Material) -> Iterator[Part]:
    told = _(
        "Setiap tanggal, target, atau teks yang berubah setelah terbit, setiap koreksi atas yang sudah terverifikasi, "
        "dan setiap keputusan sekretariat, dengan nilai semula dan alasannya. Yang terbaru di atas."
    )
    yield Part(
        key=PartKey.CHANGES.value,
        title=_("Daftar perubahan"),
        anchor="perubahan",
        blocks=(
            Paragraph(told, "note"),
            TableView(
                changes_table(material).key,
                ("date", "commitment", "subject", "field", "old", "new", "reason"),
                empty=_("Tidak ada yang berubah sejak terbit."),
            ),
        ),
        lies_across=bool(changes_table(material).rows),
    )


def signatures_part(_material: Material) -> Iterator[Part]:
    """Names are filled in by hand: who signs is not known here."""
    roles = (_("Disusun oleh"), _("Diperiksa oleh"), _("Disahkan oleh"))
    yield Part(
        key=PartKey.SIGNATURES.value,
        title=_("Pengesahan"),
        anchor="pengesahan",
        blocks=(
            Paragraph(
                _(
                    "Tanda tangan pada cetakan mengesahkan versi dengan sidik jari yang tercetak di setiap halaman, "
                    "tidak versi lain."
                ),
                "note",
            ),
            Signatures(_("Tempat dan tanggal:"), tuple(map(Signature, roles))),
        ),
    )
