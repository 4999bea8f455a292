"""Files that prove nothing and say so: every one of them bears the word "contoh"."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image, ImageDraw, ImageFont

_PAGE = (1240, 640)
_INK = "#1c1c1c"


def proof_file(title: str) -> ContentFile[bytes]:
    """A photo for what is called one, else a page as PDF."""
    is_photo = title.lower().startswith("foto")
    picture = Image.new("RGB", _PAGE, "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, _PAGE[0] - 20, _PAGE[1] - 20), outline=_INK, width=3)
    draw.text((60, 60), "CONTOH", font=ImageFont.load_default(96), fill="#b3261e")
    draw.text((60, 260), title, font=ImageFont.load_default(34), fill=_INK)
    draw.text((60, 340), "Berkas peragaan. Bukan bukti nyata.", font=ImageFont.load_default(28), fill=_INK)
    buffer = BytesIO()
    picture.save(buffer, "JPEG" if is_photo else "PDF", quality=80)
    return ContentFile(buffer.getvalue(), name=f"contoh-{slugify(title)}.{'jpg' if is_photo else 'pdf'}")
