"""Our catalogues: compiled as written, every placeholder in place, and English for all that a visitor meets."""

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, override

pytestmark = pytest.mark.once

FOLDER = Path(settings.LOCALE_PATHS[0])
CATALOGUES = {
    code: polib.pofile(str(FOLDER / code / "LC_MESSAGES" / "django.po"), check_for_duplicates=True)
    for code in ("id", "en")
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|<[^>]+>")
both = pytest.mark.parametrize("code", CATALOGUES)


def tool() -> ModuleType:
    """`bin/messages`, which has no suffix."""
    loader = SourceFileLoader("messages", str(settings.BASE_DIR / "bin" / "messages"))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@both
def test_compiled_file_is_the_written_one(code: str) -> None:
    compiled = polib.mofile(str(FOLDER / code / "LC_MESSAGES" / "django.mo"))
    assert {(one.msgid, one.msgctxt, *texts(one)) for one in compiled} == {
        (one.msgid, one.msgctxt, *texts(one)) for one in CATALOGUES[code]
    }


def keeps_placeholders(entry: polib.POEntry) -> bool:
    allowed = [sorted(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
    return all(sorted(PLACEHOLDER.findall(text)) in allowed for text in texts(entry))


@both
def test_placeholders_and_tags_stay(code: str) -> None:
    assert [entry.msgid for entry in CATALOGUES[code] if not keeps_placeholders(entry)] == []


def spaces_around(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@both
def test_spaces_around_stay(code: str) -> None:
    found = [
        one.msgid
        for one in CATALOGUES[code]
        for text in texts(one)
        if spaces_around(text) != spaces_around(one.msgid)
    ]
    assert found == []


def test_ours_wins_over_wagtails() -> None:
    with override("id"):
        assert gettext("Search…") == "Cari…"


def test_every_public_string_has_its_english() -> None:
    """Run `make messages`, and write what it lists into the catalogue."""
    messages = tool()
    there = {messages.key_of(entry) for entry in CATALOGUES["en"] if entry.translated()}
    assert sorted(messages.extracted(public=True).keys() - there) == []


def test_nothing_in_the_catalogue_is_empty_or_unused() -> None:
    messages = tool()
    used = messages.extracted(public=True).keys() | messages.extracted(public=False).keys()
    empty = [entry.msgid for entry in CATALOGUES["en"] if not entry.translated()]
    unused = [entry.msgid for entry in CATALOGUES["en"] if messages.key_of(entry) not in used]
    assert (empty, unused) == ([], [])


def test_calls_are_read_from_modules_and_templates() -> None:
    messages = tool()
    module = (
        '_("satu") + ngettext("%(n)s butir", "%(n)s " "butir", 3) + pgettext_lazy("peran", "dua") + _(name)'
    )
    template = messages.templatize(
        """{% translate "tiga" %}{{ x|default:_("empat") }} it's
        {% blocktranslate with a=b %}lima {{ a }}{% endblocktranslate %}"""
    )
    assert [messages.key_of(one) for one in messages.entries(module)] == [
        ("satu", "", ""),
        ("%(n)s butir", "%(n)s butir", ""),
        ("dua", "", "peran"),
    ]
    assert [one.msgid for one in messages.entries(f"({template})")] == ["tiga", "empat", "lima %(a)s"]


def test_one_and_many_differ_in_english() -> None:
    text = "%(days)s hari"
    with override("en"):
        assert [ngettext(text, text, count) % {"days": count} for count in (1, 2)] == ["1 day", "2 days"]
