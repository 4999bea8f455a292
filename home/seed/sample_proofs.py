"""Files that prove nothing and say so: every one of them bears the word "contoh".

What in them looks like personal data is made up: no province has the code 39, February has no 31st.
"""

from collections.abc import Callable
from io import BytesIO
from textwrap import wrap
from typing import cast

import pikepdf
from django.core.files.base import ContentFile
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, ImageDraw, ImageFont

from home.seed.files import load

_PAGE = (1240, 640)
_PORTRAIT = (900, 1200)
_LINE = 76  # characters across a page
_INK = "#1c1c1c"
_RED = "#b3261e"
_DISCLAIMER = "Berkas peragaan. Bukan bukti nyata."
_COLUMNS = (
    "No.", "Nama dataset (contoh)", "Perangkat daerah", "Tema", "Bentuk", "Lisensi", "Jadwal pembaruan",
    "Terakhir diperbarui", "Jumlah baris", "Metadata", "Tautan",
)  # fmt: skip
_THEMES = ("Kesehatan", "Pendidikan", "Anggaran", "Perhubungan", "Lingkungan")


def proof_file(title: str, kind: str = "", rows: int = 0) -> ContentFile[bytes]:
    """A file of that kind; without one a photo for what is called so, else a page as PDF. `rows` is for tables."""
    if kind == "datasets":
        return _named(title, "xlsx", _datasets(rows))
    extension, content = _KINDS[kind or ("sign" if title.lower().startswith("foto") else "page")]
    return _named(title, extension, content(title))


def _named(title: str, extension: str, content: bytes) -> ContentFile[bytes]:
    return ContentFile(content, name=f"contoh-{slugify(title)}.{extension}")


def _sign(title: str) -> bytes:
    return _saved(_board(title), "JPEG")


def _page(title: str) -> bytes:
    return _saved(_board(title), "PDF")


def _board(title: str) -> Image.Image:
    picture = Image.new("RGB", _PAGE, "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, _PAGE[0] - 20, _PAGE[1] - 20), outline=_INK, width=3)
    draw.text((60, 60), "CONTOH", font=ImageFont.load_default(96), fill=_RED)
    draw.text((60, 260), title, font=ImageFont.load_default(34), fill=_INK)
    draw.text((60, 340), _DISCLAIMER, font=ImageFont.load_default(28), fill=_INK)
    return picture


def _photo(title: str) -> bytes:
    """As a telephone held upright takes it: sky, ground, and a village's board between them."""
    picture = Image.new("RGB", _PORTRAIT, "#9cc3df")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 860, *_PORTRAIT), fill="#7a8f55")
    for left in (210, 670):
        draw.rectangle((left, 700, left + 22, 1010), fill="#5b4636")
    draw.rectangle((110, 250, 790, 760), fill="#ffffff", outline=_INK, width=6)
    draw.text((150, 280), "CONTOH", font=ImageFont.load_default(72), fill=_RED)
    draw.text((150, 380), "Anggaran Desa Contoh", font=ImageFont.load_default(40), fill=_INK)
    for line, (name, share) in enumerate((("Jalan desa", 430), ("Posyandu", 260), ("Air bersih", 340))):
        top = 470 + line * 70
        draw.text((150, top), name, font=ImageFont.load_default(28), fill=_INK)
        draw.rectangle((320, top, 320 + share, top + 34), fill="#2f6b9a")
    draw.text((150, 700), _DISCLAIMER, font=ImageFont.load_default(24), fill=_INK)
    draw.text((40, 1140), title, font=ImageFont.load_default(28), fill="#ffffff")
    return _saved(picture, "JPEG")


def _saved(picture: Image.Image, form: str) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, form, quality=80)
    return buffer.getvalue()


def _datasets(rows: int) -> bytes:
    """A list as wide as walidata keep it."""
    book = Workbook()
    sheet = cast(Worksheet, book.active)
    sheet.title = "Daftar dataset"
    sheet.freeze_panes = "A2"
    sheet.append(_COLUMNS)
    for number in range(1, rows + 1):
        theme = _THEMES[number % len(_THEMES)]
        address = f"https://data.provinsi-contoh.example/dataset/{number}"
        office = f"Dinas Contoh {number % 13 + 1}"
        sheet.append(
            [number, f"{theme} menurut kecamatan, seri {number}", office, theme, "CSV", "CC BY 4.0", "Triwulan",
             "1 Okt", number * 37 % 900 + 40, "lengkap", address]
        )  # fmt: skip
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _regulation(_title: str) -> bytes:
    return _pdf_bytes(_pdf(load("sample_proofs")["regulation"]))


def _minutes(_title: str) -> bytes:
    return _pdf_bytes(_pdf(load("sample_proofs")["minutes"]))


def _locked(title: str) -> bytes:
    """Nobody reads it without a password: the most frequent honest file that the check has to refuse."""
    pdf = _pdf([[title, _DISCLAIMER]])
    return _pdf_bytes(pdf, encryption=pikepdf.Encryption(user="contoh", owner="contoh"))


def _notes(_title: str) -> bytes:
    lines: list[str] = load("sample_proofs")["notes"]
    return "\n".join(lines).encode()


def _pdf(pages: list[list[str]]) -> pikepdf.Pdf:
    """A4 with text that can be read out, in the one font that every reader brings along; ASCII only."""
    pdf = pikepdf.Pdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    for lines in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = resources
        wrapped = [part for line in lines for part in wrap(line, _LINE) or [""]]
        shown = "".join(f"({_escaped(line)}) Tj T* " for line in wrapped)
        page.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 20 TL 64 760 Td {shown}ET".encode("ascii"))
    return pdf


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf_bytes(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, encryption=encryption or False)
    return buffer.getvalue()


_KINDS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "page": ("pdf", _page),
    "sign": ("jpg", _sign),
    "photo": ("jpg", _photo),
    "regulation": ("pdf", _regulation),
    "minutes": ("pdf", _minutes),
    "notes": ("txt", _notes),
    "locked": ("pdf", _locked),
}
