"""The parts of an office file: whole XML without declarations of its own, and nothing in it that acts.

They are read as a stream of elements: no tree, little memory.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from evidence.inspection.office.codes import check_field, check_field_name, check_formula
from evidence.inspection.office.container import Container, Member
from evidence.inspection.office.members import CONTENT_TYPES, main_part
from evidence.inspection.office.relations import check_relation
from evidence.inspection.refusal import CheckFailed

MOST_DEPTH = 256
XML = frozenset({"xml", "rels", "psmdcp", "svg"})
_ROOTS = {"docx": "document", "xlsx": "workbook", "pptx": "presentation"}
_MACRO_TYPES = re.compile(r"macroenabled|vbaproject|macrosheet|dialogsheet", re.IGNORECASE)
_CONTROL_TYPES = re.compile(r"activex", re.IGNORECASE)
_OBJECT_TYPES = re.compile(r"oleobject|vnd\.openxmlformats-officedocument\.package", re.IGNORECASE)
# Elements whose text is a formula of a sheet, and of a field of a document.
_FORMULAS = frozenset(
    "f formula formula1 formula2 definedName calculatedColumnFormula totalsRowFormula".split()
)
_SHEET_NAMESPACE = re.compile(r"/spreadsheetml/|/office/excel/")
# Who refuses a change has a deleted field again.
_FIELD_CODES = frozenset({"instrText", "delInstrText"})
# What a click or a mouse that passes by may start in a presentation.
_PROGRAM_ACTION = re.compile(r"ppaction://(?:program|macro|ole)", re.IGNORECASE)
# Old drawings of Excel are not always whole XML; a declaration in them is never honest.
_DECLARATION = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SCRIPT_IN_DRAWING = re.compile(rb"(?:java|vb)script\s*:|<\s*script\b", re.IGNORECASE)


def check_parts(container: Container, extension: str) -> None:
    """Raises CheckFailed. The members are known to hold what they announce."""
    root = ""
    for member in container.members:
        ending = ending_of(member)
        if ending == "vml":
            _check_drawing(container, member)
        elif ending in XML:
            found = _Part(member.name, is_picture=ending == "svg").read(container.chunks(member))
            root = found if member.name == main_part(extension) else root
    if root != _ROOTS[extension]:
        raise CheckFailed("unreadable")


def ending_of(member: Member) -> str:
    return member.name.rpartition(".")[2].lower()


def _check_drawing(container: Container, member: Member) -> None:
    content = b"".join(container.chunks(member))
    if _DECLARATION.search(content):
        raise CheckFailed("unreadable")
    if _SCRIPT_IN_DRAWING.search(content):
        raise CheckFailed("has_active_content")


class _Part:
    def __init__(self, name: str, *, is_picture: bool) -> None:
        self._is_content_types = name == CONTENT_TYPES
        self._is_relations = name.lower().endswith(".rels")
        self._root = ""
        self._depth = 0
        self._text: list[str] = []
        self._field_code = ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.EntityDeclHandler = _refuse_declaration
        if not is_picture:
            # Drawing programs name the public type of their pictures, which leads nowhere.
            self._parser.StartDoctypeDeclHandler = _refuse_declaration

    def read(self, chunks: Iterator[bytes]) -> str:
        """The name of the root; raises CheckFailed."""
        try:
            for chunk in chunks:
                self._parser.Parse(chunk)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise CheckFailed("unreadable") from error
        check_field(self._field_code)
        return self._root

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        self._root = self._root or local
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise CheckFailed("unreadable")
        if local in _FIELD_CODES or (local in _FORMULAS and _SHEET_NAMESPACE.search(namespace)):
            self._text = []
            self._parser.CharacterDataHandler = self._text.append
        elif attributes:
            self._check_attributes(local, attributes)
        if local == "ddeLink" or (local == "script" and namespace.endswith("/svg")):
            raise CheckFailed("has_active_content")

    def _check_attributes(self, local: str, attributes: dict[str, str]) -> None:
        if self._is_content_types:
            _check_type(attributes.get("ContentType", ""))
        elif self._is_relations:
            check_relation(attributes)
        elif local == "fldChar":
            # A field begins, or its code is complete.
            check_field(self._field_code, another_begins="begin" in attributes.values())
            self._field_code = ""
        elif local == "fldSimple":
            check_field(next((value for key, value in attributes.items() if key.endswith("instr")), ""))
        elif local == "connectString":
            # Letters in series ask a database as soon as they are opened.
            raise CheckFailed("has_remote")
        elif local.startswith("hlink") and _PROGRAM_ACTION.match(attributes.get("action", "")):
            raise CheckFailed("has_active_content")

    def _close(self, name: str) -> None:
        self._depth -= 1
        if self._parser.CharacterDataHandler is None:
            return
        self._parser.CharacterDataHandler = None
        text = "".join(self._text)
        if name.rpartition(" ")[2] in _FIELD_CODES:
            # Programs cut a code into pieces wherever its letters change their look.
            self._field_code += text
            check_field_name(self._field_code)
        else:
            check_formula(text)


def _check_type(content_type: str) -> None:
    if _MACRO_TYPES.search(content_type):
        raise CheckFailed("has_macros")
    if _CONTROL_TYPES.search(content_type):
        raise CheckFailed("has_active_content")
    if _OBJECT_TYPES.search(content_type):
        raise CheckFailed("has_embedded")


def _refuse_declaration(*_declared: Any) -> None:
    """Office files have none; it could name entities that grow or lead outside."""
    raise CheckFailed("unreadable")
