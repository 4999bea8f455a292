"""How the text looks: every look is a named style, so that an office can change it in one place.

Sizes are half points, distances twentieths of a point; the colours are those of the pages.
"""

from collections.abc import Iterator, Mapping

from foundation.charts.palette import PAPER, Tone
from reports.rendering.office.markup import NAMESPACES

FONT = "Calibri"
INK, SOFT, ACCENT, LINE, FAINT_LINE, LINK, NOTICE, WARNING = (
    "17191E", "4D535D", "C4122F", "17191E", "D9D8D2", "1A549C", "FBF0DA", "7D4E00",
)  # fmt: skip
LANGUAGES: Mapping[str, str] = {"id": "id-ID", "en": "en-GB"}
TONE_STYLES: Mapping[Tone, str] = {
    Tone.GOOD: "StateGood",
    Tone.INFO: "StateInfo",
    Tone.WARN: "StateWarn",
    Tone.BAD: "StateBad",
    Tone.IDLE: "StateIdle",
}
BULLETS, ORDERED = 1, 2


def _spaced(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _letters(size: int = 0, colour: str = "", *, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    height = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f"{weight}{ink}{height}"


def _edges(value: str, *sides: str, size: int = 4, space: int = 6, colour: str = FAINT_LINE) -> str:
    lines = "".join(
        f'<w:{side} w:val="{value}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>' for side in sides
    )
    return f"<w:pBdr>{lines}</w:pBdr>"


def _heading(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


_KEPT = "<w:keepNext/><w:keepLines/>"
_SHADE = f'<w:shd w:val="clear" w:color="auto" w:fill="{NOTICE}"/>'
_INDENT = '<w:ind w:left="340" w:hanging="340"/>'
# Id, name in the office's own words, what it is based on, paragraph, letters.
_PARAGRAPHS: tuple[tuple[str, str, str, str, str], ...] = (
    ("Title", "Title", "Normal", _spaced(240, 120), _letters(60, bold=True)),
    ("Subtitle", "Subtitle", "Normal", _spaced(0, 60), _letters(30, SOFT)),
    ("AsOf", "Data per", "Normal", _spaced(0, 480), _letters(30, ACCENT, bold=True)),
    ("ShortTitle", "Judul ringkas", "Title", _spaced(40, 40), _letters(38)),
    ("ShortAsOf", "Data per (ringkas)", "AsOf", _spaced(0, 60), _letters(22)),
    ("Heading1", "heading 1", "Normal", f"{_KEPT}{_spaced(360, 160)}{_heading(0)}", _letters(34, bold=True)),
    ("Heading2", "heading 2", "Normal", f"{_KEPT}{_spaced(280, 100)}{_heading(1)}", _letters(25, bold=True)),
    ("Heading3", "heading 3", "Normal", f"{_KEPT}{_spaced(200, 60)}{_heading(2)}", _letters(22, bold=True)),
    ("TOCHeading", "TOC Heading", "Normal", f"{_KEPT}{_spaced(0, 160)}", _letters(34, bold=True)),
    ("TOC1", "toc 1", "Normal", _spaced(0, 60), ""),
    ("Header", "header", "Normal", _spaced(0, 0), _letters(17, SOFT)),
    ("Footer", "footer", "Normal", _spaced(0, 0), _letters(17, SOFT)),
    ("Caption", "caption", "Normal", f"{_KEPT}{_spaced(160, 80)}", _letters(20, bold=True)),
    ("ListBullet", "List Bullet", "Normal",
     f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>{_spaced(0, 60)}{_INDENT}', ""),
    ("ListNumber", "List Number", "Normal", f"{_spaced(0, 60)}{_INDENT}", ""),
    ("Quote", "Quote", "Normal",
     f'{_edges("single", "left", size=12)}{_spaced(0, 120)}<w:ind w:left="340" w:right="340"/>', _letters(0, SOFT)),
    ("Lead", "Pembuka", "Normal", _spaced(0, 160), _letters(25)),
    ("Note", "Catatan", "Normal", _spaced(0, 120), _letters(0, SOFT)),
    ("Notice", "Peringatan", "Normal",
     f"{_edges('single', 'left', size=24, colour=WARNING)}{_SHADE}{_spaced(80, 160)}", ""),
    ("Empty", "Kosong", "Normal",
     f'{_edges("dashed", "top", "left", "bottom", "right", colour="777D86")}{_spaced(80, 160)}', _letters(0, SOFT)),
    ("Term", "Istilah", "Normal", f"<w:keepNext/>{_spaced(120, 0)}", _letters(bold=True)),
    ("Definition", "Penjelasan", "Normal", _spaced(0, 60), ""),
    ("Evidence", "Data dukung", "Normal", f"<w:keepLines/>{_spaced(100, 0)}", ""),
    ("Meta", "Keterangan", "Normal", f"<w:keepLines/>{_spaced(0, 0)}", _letters(17, SOFT)),
    ("MilestoneTitle", "Judul tonggak", "Normal", f"{_KEPT}{_spaced(200, 40)}", ""),
    ("Cell", "Isi sel", "Normal", _spaced(0, 0), _letters(19)),
    ("CellNumber", "Angka dalam sel", "Cell", '<w:jc w:val="right"/>', ""),
    ("CellHead", "Kepala kolom", "Cell", "<w:keepNext/>", _letters(17, SOFT, bold=True)),
    ("CellHeadNumber", "Kepala kolom angka", "CellHead", '<w:jc w:val="right"/>', ""),
    ("CellNote", "Keterangan dalam sel", "Cell", "", _letters(16, SOFT)),
    ("Figure", "Angka besar", "Cell", "<w:keepNext/>", _letters(28, bold=True)),
    ("AfterTable", "Setelah tabel", "Normal", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>',
     _letters(8)),
    ("SectionEnd", "Akhir bagian", "Normal", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
     _letters(2)),
    ("SignatureRole", "Jabatan", "Cell", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"1300\"/>", ""),
    ("SignatureName", "Nama", "Cell", _edges("single", "top", space=2, colour=INK), ""),
)  # fmt: skip
_CHARACTERS: tuple[tuple[str, str, str], ...] = (
    ("Strong", "Strong", _letters(bold=True)),
    ("Soft", "Lirih", _letters(0, SOFT)),
    ("Struck", "Dicoret", "<w:strike/>" + _letters(0, SOFT)),
    ("Warned", "Peringatan singkat", _letters(0, ACCENT, bold=True)),
    ("Hyperlink", "Hyperlink", f'<w:color w:val="{LINK}"/><w:u w:val="single"/>'),
    *(
        (style, f"Status {tone.value}", _letters(0, PAPER.colours[tone][1:].upper(), bold=True))
        for tone, style in TONE_STYLES.items()
    ),
)  # fmt: skip


def styles_xml(lang: str) -> str:
    """The whole sheet of styles. `lang` is that of the first edition: `id` or `en`."""
    return f"<w:styles {NAMESPACES}>{_defaults(lang)}{''.join(_styles())}</w:styles>"


def _defaults(lang: str) -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"'
        f' w:cs="{FONT}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{LANGUAGES[lang]}" w:eastAsia="{LANGUAGES[lang]}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _styles() -> Iterator[str]:
    # Not among the defaults: in cells, LibreOffice lets these win over the colours of styles.
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{_letters(0, INK)}</w:rPr></w:style>"
    )
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    for style, name, base, paragraph, letters in _PARAGRAPHS:
        yield (
            f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
            f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )
    for style, name, letters in _CHARACTERS:
        yield (
            f'<w:style w:type="character" w:styleId="{style}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{letters}</w:rPr></w:style>'
        )
    yield from _tables()


def _tables() -> Iterator[str]:
    margins = (
        '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins}</w:tblPr></w:style>'
    )
    ruled = _lines(("bottom", 4, FAINT_LINE), ("insideH", 4, FAINT_LINE))
    under_head = f"<w:tcPr><w:tcBorders>{_line('bottom', 6, LINE)}</w:tcBorders></w:tcPr>"
    head = f'<w:tblStylePr w:type="firstRow">{under_head}</w:tblStylePr>'
    yield _table("Data", "Tabel data", ruled, head)
    yield _table("Form", "Tabel isian", _lines(*((side, 4, "777D86") for side in _ALL_SIDES)), "", inset=True)
    yield _table("Box", "Kotak fakta", _lines(("top", 6, LINE), ("bottom", 4, FAINT_LINE)), "")
    yield _table("Plain", "Tabel tanpa garis", "", "")


_ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _table(style: str, name: str, borders: str, more: str, *, inset: bool = False) -> str:
    margin = (
        '<w:tblCellMar><w:left w:w="110" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar>'
        if inset
        else ""
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margin}</w:tblPr>'
        f"{more}</w:style>"
    )


def _lines(*lines: tuple[str, int, str]) -> str:
    """In the order that the format wants: top, left, bottom, right, inside."""
    return "".join(_line(*one) for one in sorted(lines, key=lambda one: _ALL_SIDES.index(one[0])))


def _line(side: str, size: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def numbering_xml(ordered_lists: int) -> str:
    """Bullets, and a numbering of its own for each list that counts from 1."""
    bullet = _level("bullet", "•")
    counted = _level("decimal", "%1.")
    restarts = "".join(
        f'<w:num w:numId="{ORDERED + place}"><w:abstractNumId w:val="{ORDERED}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for place in range(ordered_lists)
    )
    return (
        f"<w:numbering {NAMESPACES}>"
        f'<w:abstractNum w:abstractNumId="{BULLETS}">{bullet}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="{ORDERED}">{counted}</w:abstractNum>'
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>{restarts}</w:numbering>'
    )


def _level(kind: str, text: str) -> str:
    return (
        f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{_INDENT}</w:pPr></w:lvl>'
    )
