"""What stands before the parts and around them: cover, contents, heads and feet."""

from datetime import date

from django.utils.translation import gettext as _

from foundation.formats import long_date
from reports.document import Fact, Part, Payload, Phrase
from reports.document.payload import fingerprint, short_fingerprint
from reports.rendering.office.blocks import facts_table
from reports.rendering.office.markup import field, field_begin, field_end, link_inside, paragraph
from reports.rendering.office.pages import Page
from reports.rendering.office.writer import Writer
from reports.rendering.qr import verification_address


def cover(writer: Writer, payload: Payload, content: bytes) -> str:
    """Of a short report, the head of its first page."""
    edition = writer.canvas.edition
    whole = fingerprint(content)
    notice = paragraph(writer.text(edition.notice), style="Notice") if edition.notice else ""
    facts = (
        *edition.cover,
        Fact(_("Versi"), (Phrase(str(payload.version)),)),
        Fact(_("Alamat tetap"), (Phrase(payload.address, payload.address),)),
        Fact(_("Sidik jari"), (Phrase(short_fingerprint(whole), verification_address(payload, whole)),)),
    )
    return (
        notice
        + paragraph(writer.text(edition.title), style="Title")
        + paragraph(writer.text(edition.subtitle), style="Subtitle")
        + paragraph(writer.text(_data_as_of(payload)), style="AsOf")
        + facts_table(writer, facts, Page.UPRIGHT, style="Plain")
        + paragraph(
            writer.text(_("Berkas ini dapat disunting. Yang berlaku adalah laporan di alamat tetapnya.")),
            style="Note",
        )
    )


def _data_as_of(payload: Payload) -> str:
    return _("Data per %(date)s") % {"date": long_date(date.fromisoformat(payload.as_of))}


def contents(writer: Writer, name: str) -> str:
    """The parts between the bookmark `name`; the office adds the numbers of pages when the text is opened."""
    entries = [_entry(writer, part) for part in writer.canvas.edition.parts]
    if not entries:
        return ""
    begin = field_begin(f' TOC \\b {name} \\o "1-1" \\h \\z \\u ')
    lines = [
        paragraph(begin if not place else "", entry, style="TOC1", more=_TABS)
        for place, entry in enumerate(entries)
    ]
    end = paragraph(field_end(), style="AfterTable")
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
        f"{paragraph(writer.text(_('Daftar isi')), style='TOCHeading', more='<w:pageBreakBefore/>')}"
        f"{''.join(lines)}{end}</w:sdtContent></w:sdt>"
    )


_TABS = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{Page.UPRIGHT.text_width}"/></w:tabs>'


def _entry(writer: Writer, part: Part) -> str:
    address = writer.canvas.address(f"#{part.anchor}")
    title = writer.text(titled(part))
    if not address:
        return title
    name = writer.bookmark_name(address[1:])
    return link_inside(name, title, "<w:r><w:tab/></w:r>", field(f" PAGEREF {name} \\h "))


def titled(part: Part) -> str:
    """Komitmen 3. Satu data: as contents and bookmarks name it."""
    return f"{part.eyebrow}. {part.title}" if part.eyebrow else str(part.title)


def head(writer: Writer, payload: Payload) -> str:
    """The inner XML of what stands above each page."""
    edition = writer.canvas.edition
    sample = writer.text(_("CONTOH") + " · ", "Warned") if payload.is_sample else ""
    return paragraph(sample, writer.text(f"{edition.title}. {edition.subtitle}"), style="Header")


def foot(writer: Writer, content: bytes) -> str:
    """And below it: which report it is, and page x of y."""
    short = _("Sidik jari %(fingerprint)s") % {"fingerprint": short_fingerprint(fingerprint(content))}
    return paragraph(
        writer.text(f"{short} · {_('Halaman')} "),
        field(" PAGE ", "1"),
        writer.text(f" {_('dari')} "),
        field(" NUMPAGES ", "1"),
        style="Footer",
    )
