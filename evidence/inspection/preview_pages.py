"""Pictures of pages: of a PDF by PDFium, of a picture by a smaller one."""

import time
from pathlib import Path

import pypdfium2
from PIL import Image

from evidence.domain.personal_data import HintKind
from evidence.domain.preview import MOST_PAGES, THUMBNAIL, page_name
from evidence.inspection.preview_content import MOST_READ, Content, PreviewImpossible, plain

PAGE_BOX = (1000, 2400)
PICTURE_BOX = (1400, 2400)
THUMBNAIL_BOX = (240, 340)
# A4 at four times its size is larger than any box: only tiny pages meet it.
_MOST_SCALE = 4
_SECONDS_TO_DRAW = 20
_MOST_TEXT_PAGES = 500
_QUALITY = 78


def read_picture(source: Path, folder: Path) -> Content:
    with Image.open(source) as image:
        # A JPEG is decoded at a fraction of its size where that is enough.
        image.draft("RGB", PICTURE_BOX)
        shown = _on_white(image)
        shown.thumbnail(PICTURE_BOX)
    _save_page(shown, folder, 1)
    return Content(pages=[shown.size], page_count=1)


def read_pdf(source: Path, folder: Path) -> Content:
    """Pictures of the first pages, text of nearly all."""
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise PreviewImpossible("unreadable") from error
    try:
        # What was filled into a form belongs to the page.
        document.init_forms()
        content = Content(page_count=len(document))
        if not content.page_count:
            raise PreviewImpossible("unreadable")
        _draw_pages(document, folder, content)
        _read_texts(document, content)
    finally:
        document.close()
    content.is_cut = content.page_count > len(content.pages)
    return content


def _draw_pages(document: pypdfium2.PdfDocument, folder: Path, content: Content) -> None:
    until = time.monotonic() + _SECONDS_TO_DRAW
    for number in range(1, min(content.page_count, MOST_PAGES) + 1):
        if time.monotonic() > until:
            return
        picture = _drawn(document, number - 1)
        _save_page(picture, folder, number)
        content.pages.append(picture.size)


def _drawn(document: pypdfium2.PdfDocument, index: int) -> Image.Image:
    """White where the page cannot be read: the others count all the same."""
    try:
        page = document[index]
        width, height = page.get_size()
        # By the box, not by what the page says of its size: that may be kilometres.
        scale = min(PAGE_BOX[0] / width, PAGE_BOX[1] / height, _MOST_SCALE)
        picture = page.render(scale=scale).to_pil()
        page.close()
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError):
        return Image.new("RGB", (PAGE_BOX[0] // 4, PAGE_BOX[0] // 3), "white")
    return picture.convert("RGB")


def _read_texts(document: pypdfium2.PdfDocument, content: Content) -> None:
    read = 0
    for index in range(min(content.page_count, _MOST_TEXT_PAGES)):
        text = _text_of(document, index)
        read += len(text)
        content.texts.append(text)
        if read > MOST_READ:
            break
    if len(content.texts) < content.page_count:
        content.hints[HintKind.UNREAD] = 1


def _text_of(document: pypdfium2.PdfDocument, index: int) -> str:
    try:
        page = document[index]
        text = page.get_textpage().get_text_bounded()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return plain(text).strip()


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    layered.thumbnail(PICTURE_BOX)
    shown = Image.new("RGB", layered.size, "white")
    shown.paste(layered, mask=layered.getchannel("A"))
    return shown


def _save_page(picture: Image.Image, folder: Path, number: int) -> None:
    picture.save(folder / page_name(number), "WEBP", quality=_QUALITY)
    if number == 1:
        small = picture.copy()
        small.thumbnail(THUMBNAIL_BOX)
        small.save(folder / THUMBNAIL, "WEBP", quality=_QUALITY)
