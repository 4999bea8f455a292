"""Practices as a table for other programs: the columns of the gallery's files."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation.tables import Column, Table
from practices.enums import EvidenceLevel, Life
from practices.models import PracticePage

CHUNK = 500


def practice_table(
    practices: QuerySet[PracticePage], *, notes: tuple[tuple[str, str], ...], site: str
) -> Table:
    """`site` is scheme and host; the rows are read while they are written."""
    columns = (
        Column("title", _("Judul")),
        Column("title_en", _("Judul (Inggris)")),
        Column("url", _("Halaman"), "url"),
        Column("theme", _("Tema")),
        Column("region_code", _("Kode Kemendagri")),
        Column("place", _("Tempat")),
        Column("owner", _("Pelaksana")),
        Column("owner_kind", _("Jenis pelaksana")),
        Column("since", _("Sejak")),
        Column("summary", _("Ringkasan")),
        Column("summary_en", _("Ringkasan (Inggris)")),
        Column("results", _("Hasil")),
        Column("goals", _("SDG")),
        Column("evidence_level", _("Tingkat bukti")),
        Column("life", _("Keberlanjutan")),
        Column("life_confirmed_on", _("Dikonfirmasi pada"), "date"),
        Column("copies", _("Banyak replikasi"), "number"),
        Column("source_name", _("Nama sumber")),
        Column("source_url", _("Sumber"), "url"),
    )
    found = practices.select_related("theme", "region", "institution").prefetch_related("goals", "results")
    return Table(_("Praktik baik"), columns, _rows(found, site), notes)


def _rows(practices: QuerySet[PracticePage], site: str) -> Iterator[Mapping[str, Any]]:
    for page in practices.iterator(chunk_size=CHUNK):
        yield {
            **{name: getattr(page, name) or None for name in _PLAIN},
            "url": f"{site}{page.get_url() or ''}",
            "theme": page.theme.name,
            "region_code": page.region.code if page.region else None,
            "place": page.region.name if page.region else page.place_name,
            "owner": page.institution.name if page.institution else page.owner_name or None,
            "owner_kind": str(page.get_owner_kind_display()) or None,
            "results": " | ".join(result.text for result in page.results.all()) or None,
            "goals": ", ".join(str(goal.number) for goal in page.goals.all()) or None,
            "evidence_level": str(EvidenceLevel(page.evidence_level).label),
            "life": str(Life(page.life).label),
            "copies": page.copies,
        }


_PLAIN = (
    "title",
    "title_en",
    "since",
    "summary",
    "summary_en",
    "life_confirmed_on",
    "source_name",
    "source_url",
)
