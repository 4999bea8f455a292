"""English is whole for a visitor: every page at `/en/` is told in English, and marks what has no twin.

The pages are those of the demo's data; no browser is needed to read them.
"""

import re
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils.translation import trans_real

from tests.browser.test_public_pages import PAGES, twin

# Words that no English sentence and hardly a name holds.
INDONESIAN = re.compile(
    r"\b(adalah|akan|atau|belum|bila|bukan|dapat|dari|dengan|ditulis|halaman|hanya|juga|lihat|oleh|pada|perlu|"
    r"sampai|sejak|semua|setiap|sudah|telah|tidak|untuk|yang)\b",
    re.IGNORECASE,
)
READ_ALOUD = ("title", "alt", "aria-label", "placeholder")


class Asked:
    """Stands in for the English catalogue and keeps what it does not hold."""

    def __init__(self, catalogue: Any) -> None:
        self.catalogue = catalogue
        self.missing: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.catalogue, name)

    def get(self, key: str, default: Any = None) -> Any:
        if key not in self.catalogue:
            self.missing.add(key)
        return self.catalogue.get(key, default)

    def plural(self, msgid: str, number: int) -> str:
        try:
            return self.catalogue.plural(msgid, number)
        except KeyError:
            self.missing.add(msgid)
            raise


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    english = trans_real.translation("en")
    asked = Asked(english._catalog)
    monkeypatch.setattr(english, "_catalog", asked)
    return asked


def own_msgids() -> set[str]:
    """Django's own are English: what the catalogue lacks of them is told as it should be."""
    loader = SourceFileLoader("messages", str(settings.BASE_DIR / "bin" / "messages"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    found = {**module.extracted(public=True), **module.extracted(public=False)}
    return {msgid for msgid, _plural, _context in found}


def told_in_english(html: bytes) -> Iterator[str]:
    """Every text and name of the page but those that say they are in Bahasa Indonesia."""
    soup = BeautifulSoup(html, "html.parser")
    # Neither a title nor code to copy can be marked.
    for part in soup.select("[lang=id], script, style, head > title, .cite textarea"):
        part.decompose()
    yield from soup.stripped_strings
    for part in soup.find_all(True):
        yield from (part[name] for name in READ_ALOUD if part.get(name))


def test_every_english_page_is_told_in_english(client: Client, asked: Asked) -> None:
    found = {}
    for address, status in PAGES.items():
        answer = client.get(twin(address))
        assert answer.status_code == status, address
        texts = [text for text in told_in_english(answer.content) if INDONESIAN.search(text)]
        if texts:
            found[address] = texts
    assert sorted(asked.missing & own_msgids()) == []
    assert found == {}


def test_what_has_no_twin_says_so_and_is_listed_with_its_language(client: Client) -> None:
    """The sample plan is told in Bahasa Indonesia alone."""
    english = BeautifulSoup(client.get("/en/renaksi/contoh-provinsi/1/").content, "html.parser")
    assert english.h1["lang"] == "id"
    assert [one.get_text(" ", strip=True) for one in english.select("main .notice")] == [
        "This text is not yet available in English; it is shown in Indonesian."
    ]
    whole = BeautifulSoup(client.get("/renaksi/contoh-provinsi/1/").content, "html.parser")
    assert (whole.h1.get("lang"), whole.select("main .notice")) == (None, [])
