"""The parts of the file around the text: styles, settings, heads and feet, and what it says of itself."""

from datetime import datetime
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from foundation.tables import without_control_characters
from reports.document import Payload
from reports.rendering.office.markup import NAMESPACES
from reports.rendering.office.styles import LANGUAGES, numbering_xml, styles_xml

AUTHOR = "Renaksi"
# Offices since 2013: older ways of laying out a page are not asked for.
_LAYOUT_OF = "15"
# What the library's empty document brings along: looks of its own, and a picture of an empty page.
_STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def dress(document: Any, lang: str, ordered_lists: int) -> None:
    """Gives the library's empty document our styles, our lists and our settings instead of its own."""
    part = document.part
    _replace(part.styles.element, styles_xml(lang))
    _replace(part.numbering_part.element, numbering_xml(ordered_lists))
    _drop(part.rels, _STYLES_WITH_EFFECTS)
    _drop(part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL)
    _set_up(document.settings.element, lang)


def describe(document: Any, payload: Payload, at: datetime) -> None:
    edition = payload.main
    told = document.core_properties
    told.title = _property(edition.title)
    told.subject = _property(edition.subtitle)
    told.comments = _property(edition.notice)
    told.author = told.last_modified_by = AUTHOR
    told.keywords = told.category = ""
    told.language = LANGUAGES[edition.lang]
    told.identifier = payload.address
    told.version = str(payload.version)
    told.created = told.modified = at.replace(tzinfo=None)
    told.revision = 1


def add_head(document: Any, inner: str) -> str:
    """The name of its relationship."""
    part, name = document.part.add_header_part()
    _replace(part.element, f"<w:hdr {NAMESPACES}>{inner}</w:hdr>")
    return str(name)


def add_foot(document: Any, inner: str) -> str:
    """The same."""
    part, name = document.part.add_footer_part()
    _replace(part.element, f"<w:ftr {NAMESPACES}>{inner}</w:ftr>")
    return str(name)


def fill(document: Any, inner: str) -> None:
    """The text itself."""
    _replace(document.element.body, f"<w:body {NAMESPACES}>{inner}</w:body>")


def _replace(element: Any, xml: str) -> None:
    element[:] = parse_xml(xml)[:]


def _drop(relationships: Any, kind: str) -> None:
    for name in [name for name, one in relationships.items() if one.reltype == kind]:
        del relationships[name]


def _set_up(settings: Any, lang: str) -> None:
    """Fields, such as the pages of the contents, are counted when the text is opened."""
    compatibility = settings.find(qn("w:compat"))
    compatibility.addprevious(parse_xml(f'<w:updateFields {NAMESPACES} w:val="true"/>'))
    for one in compatibility.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), _LAYOUT_OF)
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGES[lang])


def _property(text: str) -> str:
    """These hold 255 characters at most."""
    return without_control_characters(text)[:255]
