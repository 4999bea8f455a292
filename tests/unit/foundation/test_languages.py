from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from foundation.languages import choose, has_both, indonesian, marked, path_in, told
from foundation.templatetags.languages import both_languages


@pytest.mark.parametrize(
    ("code", "indonesian_text", "english_text", "text", "lang"),
    [
        ("id", "Judul", "Title", "Judul", ""),
        ("id", "Judul", "", "Judul", ""),
        ("id", "", "Title", "Title", "en"),
        ("id", "", "", "", ""),
        ("en", "Judul", "Title", "Title", ""),
        ("en", "Judul", "", "Judul", "id"),
        ("en", "", "Title", "Title", ""),
        ("en", "", "", "", ""),
        ("en-gb", "Judul", "", "Judul", "id"),
    ],
)
def test_text_is_told_in_the_language_of_the_page_else_in_the_other(
    code: str, indonesian_text: str, english_text: str, text: str, lang: str
):
    with override(code):
        chosen = choose(indonesian_text, english_text)
        record = SimpleNamespace(title=indonesian_text, title_en=english_text)
        assert [(chosen, chosen.lang), (told(record, "title"), told(record, "title").lang)] == [
            (text, lang)
        ] * 2


def test_what_has_no_twin_is_marked_in_english_alone():
    with override("en"):
        assert marked(indonesian("a < b")) == '<span lang="id">a &lt; b</span>'
        assert indonesian("").lang == ""
    with override("id"):
        assert marked(indonesian("a < b")) == "a &lt; b"


@pytest.mark.parametrize(
    ("path", "in_indonesian", "in_english"),
    [
        ("/", "/", "/en/"),
        ("/en/", "/", "/en/"),
        ("/komitmen/?q=desa&p=2#isi", "/komitmen/?q=desa&p=2#isi", "/en/komitmen/?q=desa&p=2#isi"),
        ("/en/komitmen/?q=%22a%22", "/komitmen/?q=%22a%22", "/en/komitmen/?q=%22a%22"),
        ("/energi/", "/energi/", "/en/energi/"),
    ],
)
def test_address_changes_its_language_by_its_beginning_alone(path: str, in_indonesian: str, in_english: str):
    assert (path_in(path, "id"), path_in(path, "en")) == (in_indonesian, in_english)


@pytest.mark.parametrize("path", ["/masuk/", "/ruang-kerja/laporan/1/", "/admin/", "/data-dukung/x/"])
def test_what_is_in_indonesian_alone_offers_no_other(path: str):
    assert (has_both(path), both_languages(RequestFactory().get(path))) == (False, [])


def switch(request: HttpRequest, code: str) -> str:
    with override(code):
        languages = both_languages(request)
        page = Template('{% include "components/language_switch.html" with languages=languages only %}')
        return page.render(Context({"languages": languages}))


def test_switch_keeps_place_and_query_and_marks_the_language_of_the_page():
    html = switch(RequestFactory().get("/en/komitmen/", {"q": "a&b", "p": "2"}), "en")
    assert 'href="/komitmen/?q=a%26b&amp;p=2" hreflang="id" lang="id">ID' in html
    assert 'href="/en/komitmen/?q=a%26b&amp;p=2" hreflang="en" lang="en" aria-current="true">EN' in html


@pytest.mark.parametrize(
    ("code", "notice"),
    [
        ("en", "This text is not yet available in English; it is shown in Indonesian."),
        ("id", ""),
    ],
)
def test_missing_english_says_so(code: str, notice: str):
    with override(code):
        template = Template('{% include "components/untranslated.html" with told=title only %}')
        html = template.render(Context({"title": choose("Judul", "")}))
    assert (notice in html) if notice else (html.strip() == "")
