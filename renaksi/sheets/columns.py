"""The columns of the sheet, in their order: what is told in grey, what is filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from renaksi.enums import Challenge

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REPORT_SHEET = "Laporan"
GUIDE_SHEET = "Petunjuk"
LISTS_SHEET = "Daftar"
KEY = "number"
REACHED = "reached"
REMARK = "remark"
LONGEST_TEXT = 4000
LONGEST_REASON = 255


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`field` is the one of `DraftContent` that it fills, blank for what is only told; `width` in letters."""

    key: str
    header: "_StrPromise"
    width: int
    field: str = ""
    hint: "_StrPromise | str" = ""


def challenge_key(challenge: Challenge) -> str:
    return f"challenge_{challenge.value}"


TOLD = (
    SheetColumn(KEY, _("No."), 5),
    SheetColumn("milestone", _("Tonggak"), 36),
    SheetColumn("commitment", _("Komitmen"), 30),
    SheetColumn("measure", _("Ukuran keberhasilan"), 30),
    SheetColumn("target", _("Target"), 14),
    SheetColumn("unit", _("Satuan"), 10),
    SheetColumn("before", _("Periode lalu"), 18),
    SheetColumn("state", _("Keadaan laporan"), 16),
    SheetColumn("due", _("Tenggat tonggak"), 14),
)
OPEN = (
    SheetColumn(
        REACHED,
        _("Realisasi atau tahap"),
        18,
        "reached",
        _("Capaian sampai hari ini, bukan tambahan periode ini."),
    ),
    SheetColumn(
        "narrative",
        _("Perkembangan"),
        48,
        "narrative",
        _("Satu sampai tiga pokok, satu pokok per baris. Baris baru: Alt+Enter; di LibreOffice Ctrl+Enter."),
    ),
    *(
        SheetColumn(
            challenge_key(one),
            format_lazy("{} {}", _("Kendala:"), one.label),
            15,
            "challenges",
            _("Pilih Ya bila kendala ini menghambat; selain itu biarkan kosong."),
        )
        for one in Challenge
    ),
    SheetColumn("challenge_text", _("Penjelasan kendala"), 32, "challenge_text"),
    SheetColumn(
        "next_step",
        _("Langkah berikutnya"),
        32,
        "next_step",
        _("Apa yang dilakukan berikutnya, oleh siapa, dan kapan?"),
    ),
    SheetColumn(
        "blocked_by",
        _("Menunggu instansi"),
        28,
        "blocked_by",
        _("Pilih dari daftar bila pekerjaan menunggu instansi lain; selain itu biarkan kosong."),
    ),
    SheetColumn(
        "blocked_since",
        _("Menunggu sejak"),
        14,
        "blocked_since",
        _("Tanggal, misalnya 5 Okt 2026."),
    ),
    SheetColumn("blocked_reason", _("Apa yang ditunggu"), 30, "blocked_reason"),
)
COLUMNS = (*TOLD, *OPEN)
REMARK_COLUMN = SheetColumn(REMARK, _("Yang perlu diperbaiki"), 44)
CHALLENGE_OF = {challenge_key(one): one for one in Challenge}
HEADER_OF = {column.key: column.header for column in (*COLUMNS, REMARK_COLUMN)}


def same_header(text: str) -> str:
    """As headers are compared: people add spaces and lines, programs change capitals."""
    return " ".join(text.split()).casefold()


def known_headers(columns: Iterable[SheetColumn] = (*COLUMNS, REMARK_COLUMN)) -> dict[str, str]:
    """Keys by header."""
    return {same_header(str(column.header)): column.key for column in columns}
