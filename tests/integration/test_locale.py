"""The words that we lend Wagtail: compiled as written, with every placeholder in place."""

import re
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import gettext, override

FOLDER = Path(settings.LOCALE_PATHS[0]) / "id" / "LC_MESSAGES"
ENTRIES = list(polib.pofile(str(FOLDER / "django.po")))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|<[^>]+>")


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_compiled_file_is_the_written_one() -> None:
    compiled = polib.mofile(str(FOLDER / "django.mo"))
    assert {(one.msgid, *texts(one)) for one in compiled} == {(one.msgid, *texts(one)) for one in ENTRIES}


def keeps_placeholders(entry: polib.POEntry) -> bool:
    allowed = [sorted(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
    return all(sorted(PLACEHOLDER.findall(text)) in allowed for text in texts(entry))


def test_placeholders_and_tags_stay() -> None:
    assert [entry.msgid for entry in ENTRIES if not keeps_placeholders(entry)] == []


def test_ours_wins_over_wagtails() -> None:
    with override("id"):
        assert gettext("Search…") == "Cari…"
