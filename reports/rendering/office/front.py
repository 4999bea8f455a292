"""What stands before the parts and around them: cover, contents, heads and feet."""

from django.utils.translation import gettext as _

from reports.document import Part, Payload
from reports.rendering.head import Head, full_title
from reports.rendering.office.blocks import facts_table
from reports.rendering.office.markup import field, field_begin, field_end, link_inside, paragraph
from reports.rendering.office.pages import Page
from reports.rendering.office.writer import Writer
from reports.rendering.provenance import provenance, replacement


def cover(writer: Writer, payload: Payload, head: Head) -> str:
    """The first page."""
    edition = writer.canvas.edition
    facts = (*edition.cover, *provenance(payload, head))
    return (
        _notice(writer)
        + paragraph(writer.text(edition.title), style="Title")
        + paragraph(writer.text(edition.subtitle), style="Subtitle")
        + paragraph(writer.text(_as_of(payload, head)), style="AsOf")
        + facts_table(writer, facts, Page.UPRIGHT, style="Plain")
        + paragraph(writer.text(_what_counts()), style="Note")
    )


def short_head(writer: Writer, payload: Payload, head: Head) -> str:
    """What stands on top of a short report, which has no cover."""
    edition = writer.canvas.edition
    made = " ".join((_("Disusun"), head.gathered, "·", _("sidik"), head.print, "·", _("periksa di"), ""))
    replaced = (
        paragraph(writer.text(f"{fact.term}: "), writer.phrases(fact.values), style="Meta")
        for fact in replacement(payload, head)
    )
    return (
        _notice(writer)
        + paragraph(writer.text("Renaksi", "Strong"), writer.text(f" · {edition.title}"), style="Meta")
        + paragraph(writer.text(edition.subtitle), style="ShortTitle")
        + paragraph(writer.text(_as_of(payload, head)), style="ShortAsOf")
        + paragraph(writer.text(made), writer.linked(head.check_address, head.check_address), style="Meta")
        + "".join(replaced)
        + paragraph(writer.text(_what_counts()), style="Meta")
    )


def _notice(writer: Writer) -> str:
    notice = writer.canvas.edition.notice
    if not notice:
        return ""
    return paragraph(writer.text(_("CONTOH") + " ", "Strong"), writer.text(notice), style="Notice")


def _as_of(payload: Payload, head: Head) -> str:
    as_of, version = _("Data per %(date)s"), _("versi %(number)s")
    return f"{as_of % {'date': head.as_of}} · {version % {'number': payload.version}}"


def _what_counts() -> str:
    return _("Berkas ini dapat disunting. Yang berlaku adalah laporan di alamat tetapnya.")


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
    # Gone as soon as the office has counted.
    hint = _("Nomor halaman muncul setelah daftar isi ini diperbarui.")
    end = paragraph(writer.text(hint), field_end(), style="Note")
    heading = paragraph(writer.text(_("Isi")), style="TOCHeading", more="<w:pageBreakBefore/>")
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{heading}{''.join(lines)}{end}</w:sdtContent></w:sdt>"
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


def running_head(writer: Writer, payload: Payload) -> str:
    """What stands above each page."""
    sample = writer.text(_("CONTOH") + " · ", "Warned") if payload.is_sample else ""
    return paragraph(sample, writer.text(full_title(writer.canvas.edition)), style="Header")


def running_foot(writer: Writer, head: Head) -> str:
    """And below it: which report it is, and page x of y."""
    return paragraph(
        writer.text(head.stamp + " · " + _("Halaman") + " "),
        field(" PAGE ", "1"),
        writer.text(" " + _("dari") + " "),
        field(" NUMPAGES ", "1"),
        style="Footer",
    )
