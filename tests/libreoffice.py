"""A real LibreOffice that fills cells as a person does and saves the file; needs the package `libreoffice-calc-nogui`."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

SOFFICE = shutil.which("soffice")
_SECONDS = 120
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Fill"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill" script:language="StarBasic">{code}
</script:module>"""
_MACRO = """Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  sheet = book.Sheets.getByName("{sheet}")
{fills}
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{target}", how())
  book.close(True)
  StarDesktop.terminate()
End Sub"""


def filled_by_libreoffice(
    content: bytes, cells: Iterable[tuple[str, str | float]], folder: Path, *, sheet: str = "Laporan"
) -> bytes:
    """`cells` are addresses with what is put there: a number, or what is typed (LibreOffice decides what it is)."""
    assert SOFFICE
    source, target, profile = folder / "isi.xlsx", folder / "kembali.xlsx", folder / "profil"
    source.write_bytes(content)
    code = _MACRO.format(
        source=source.as_uri(), target=target.as_uri(), sheet=sheet, fills="\n".join(map(_fill, cells))
    )
    _run(profile, "--terminate_after_init")
    _install(profile / "user" / "basic" / "Standard", code)
    _run(profile, "macro:///Standard.Fill.Main")
    return target.read_bytes()


def _run(profile: Path, what: str) -> None:
    """The first run makes the profile, the next finds the macro in it."""
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run(  # noqa: S603 - a program of the machine, with our own words
        [str(SOFFICE), *options, what], check=False, timeout=_SECONDS, capture_output=True
    )


def _fill(cell: tuple[str, str | float]) -> str:
    address, value = cell
    if isinstance(value, str):
        lines = " & CHR(10) & ".join('"' + line.replace('"', '""') + '"' for line in value.split("\n"))
        return f'  sheet.getCellRangeByName("{address}").FormulaLocal = {lines}'
    return f'  sheet.getCellRangeByName("{address}").Value = {value!r}'


def _install(folder: Path, code: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (folder / "Fill.xba").write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
