"""One search over everything: what it finds, on both kinds of database, and what it never finds."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from evidence.enums import EvidenceState
from foundation.search.index import renew_all, renew_missing
from foundation.search.models import SearchEntry
from foundation.search.queries import search, suggestions
from foundation.search.sources import all_sources
from foundation.search.words import read_wanted
from home.models import StandardPage
from institutions.enums import ChangeKind
from institutions.models import InstitutionAlias, InstitutionChange
from practices.models import PracticePage
from renaksi.models import Commitment
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, PlanFactory
from tests.pages import practice, site_tree, story
from tests.public_records import promise, proof, read, reported, running_plan, step_of, words
from tests.published_reports import published, report_of

pytestmark = pytest.mark.django_db

ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="beginnings of words are SQLite's way")
ON_POSTGRES = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has stems")


def titles(typed: str, *, kinds: tuple[str, ...] = (), sample: bool = False) -> list[str]:
    found = search(read_wanted(typed), kinds=kinds, sample=sample, page=None)
    return [hit.plain_title for hit in found.page.items]


def kinds_of(typed: str) -> set[str]:
    return {hit.kind for hit in search(read_wanted(typed), kinds=(), sample=False, page=None).page.items}


@pytest.fixture
def tree(db):
    return site_tree()


@pytest.fixture
def one_of_each(tree: SimpleNamespace) -> SimpleNamespace:
    """Everything in it is called after a bird that nothing else is called after."""
    plan = running_plan(label="Rencana Cenderawasih")
    commitment = promise(plan, title="Komitmen cenderawasih", problem="Hutan.")
    item = proof(reported(step_of(commitment), step=50, verified=50), title="Foto cenderawasih")
    made = SimpleNamespace(
        plan=plan,
        commitment=commitment,
        item=item,
        institution=InstitutionFactory(name="Balai Cenderawasih"),
        region=CityFactory(name="Kota Cenderawasih", code="35.22"),
        practice=practice(tree, title="Praktik cenderawasih"),
        news=story(tree, title="Kabar cenderawasih"),
        page=tree.home.add_child(instance=StandardPage(title="Tentang cenderawasih", slug="tentang-c")),
        report=published(report_of(plan)),
    )
    renew_all()
    return made


def test_every_kind_is_found(one_of_each: SimpleNamespace):
    everything = {source.kind for source in all_sources()}
    assert kinds_of("cenderawasih") == everything - {"agenda"}


def test_results_lead_to_their_pages(client: Client, one_of_each: SimpleNamespace):
    hits = search(read_wanted("cenderawasih"), kinds=(), sample=False, page=None).page.items
    told = {hit.kind: client.get(hit.url).status_code for hit in hits}
    # The proof is a link: its door leads there.
    assert told == {**dict.fromkeys(told, 200), "data-dukung": 302}


def _withdraw(made: SimpleNamespace, what: str) -> None:
    """Behind the back of every signal: the row of the index still stands."""
    changes: dict[str, tuple[Any, dict[str, Any]]] = {
        "renaksi": (made.plan, {"live": False}),
        "komitmen": (made.commitment, {"live": False}),
        "data-dukung": (made.item.evidence, {"state": EvidenceState.CLEAN}),
        "praktik": (made.practice, {"live": False}),
        "kabar": (made.news, {"live": False}),
        "halaman": (made.page, {"live": False}),
    }
    record, fields = changes[what]
    type(record)._default_manager.filter(pk=record.pk).update(**fields)


@pytest.mark.parametrize(
    ("withdrawn", "gone"),
    [
        ("renaksi", {"renaksi", "komitmen", "data-dukung"}),
        ("komitmen", {"komitmen", "data-dukung"}),
        ("data-dukung", {"data-dukung"}),
        ("praktik", {"praktik"}),
        ("kabar", {"kabar"}),
        ("halaman", {"halaman"}),
    ],
)
def test_what_the_public_may_not_see_is_not_found_though_the_index_holds_it(
    one_of_each: SimpleNamespace, withdrawn: str, gone: set[str]
):
    before = kinds_of("cenderawasih")
    _withdraw(one_of_each, withdrawn)
    assert SearchEntry.objects.filter(kind=withdrawn, title__icontains="cenderawasih").exists()
    assert kinds_of("cenderawasih") == before - gone
    assert {hit.kind for hit in suggestions(read_wanted("cenderawasih"))}.isdisjoint(gone)


def test_titles_of_internal_proofs_are_not_even_written_down(tree: SimpleNamespace):
    commitment = promise(running_plan())
    update = reported(step_of(commitment), step=50, verified=50)
    proof(update, state=EvidenceState.CLEAN, title="Notula rahasia")
    renew_all()
    assert SearchEntry.objects.filter(kind="data-dukung").count() == 0


def test_plans_of_other_countries_are_not_found(tree: SimpleNamespace):
    promise(PlanFactory(label="Plan of elsewhere", country="PHL"), title="Commitment of elsewhere")
    renew_all()
    assert titles("elsewhere") == []


def test_institution_that_was_merged_or_ended_is_found_in_its_heir_alone(tree: SimpleNamespace):
    heir = InstitutionFactory(name="Kementerian Baru")
    InstitutionFactory(name="Badan Kenari", merged_into=heir)
    ended = InstitutionFactory(name="Dinas Kenari")
    InstitutionChange.objects.create(
        kind=ChangeKind.MERGED,
        source=ended,
        target=heir,
        old_name="a",
        new_name="b",
        on="2024-01-01",
        reason="UU",
    )
    InstitutionAlias.objects.create(institution=heir, name="Badan Kenari", normalised="badan kenari")
    renew_all()
    assert titles("kenari") == ["Kementerian Baru"]


def test_sample_records_are_behind_a_choice(client: Client, tree: SimpleNamespace):
    promise(running_plan(is_sample=True, label="Rencana Contoh"), title="Jalak contoh")
    promise(running_plan(), title="Jalak nyata")
    practice(tree, title="Jalak rekaan", is_sample=True)
    renew_all()
    assert titles("jalak") == ["Jalak nyata"]
    assert sorted(titles("jalak", sample=True)) == ["Jalak contoh", "Jalak rekaan"]
    page = read(client, "/cari/", q="jalak")
    assert words(page.select_one(".scope")) == "2 hasil di data contoh"
    page = read(client, page.select_one(".scope a")["href"].replace("?", "/cari/?"))
    assert [words(flag) for flag in page.select(".hits .flag")] == ["Contoh", "Contoh"]
    assert [hit.plain_title for hit in suggestions(read_wanted("jalak"))] == ["Jalak nyata"]


@pytest.mark.parametrize(
    "typed", ["ID0123", "id0123", "35.22", "3.3.3.6", "Dialog Publik Bojonegoro", "KemenUji"]
)
def test_what_is_meant_exactly_comes_first(tree: SimpleNamespace, typed: str):
    promise(
        running_plan(),
        title="Dialog dengan publik di Bojonegoro, kode ID0123 dan 35.22",
        problem=f"{typed} " * 9,
    )
    exact = promise(running_plan(), title="Yang dimaksud", ogp_code="ID0123", number="3.3.3.6", slug="3336")
    practice(tree, title="Dialog publik Bojonegoro")
    CityFactory(code="35.22", name="Kabupaten Uji")
    InstitutionFactory(name="Kementerian Ujian", short_name="KemenUji")
    renew_all()
    first = {
        "35.22": "Kabupaten Uji",
        "Dialog Publik Bojonegoro": "Dialog publik Bojonegoro",
        "KemenUji": "Kementerian Ujian",
    }
    assert titles(typed)[0] == first.get(typed, exact.title)


@pytest.fixture
def reports(tree: SimpleNamespace) -> None:
    promise(running_plan(), title="Pelaporan warga", title_en="Citizens report")
    promise(running_plan(), title="Laporan tahunan", title_en="Yearly reporting")
    promise(running_plan(), title="Anggaran desa", problem="Tiada laporan.", title_en="Village budgets")
    renew_all()


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lapor", {"Laporan tahunan", "Anggaran desa"}),
        ("laporan", {"Laporan tahunan", "Anggaran desa"}),
        ("pelaporan", {"Pelaporan warga", "Laporan tahunan", "Anggaran desa"}),
        ("LAPORAN tahun", {"Laporan tahunan"}),
        ("anggar", {"Anggaran desa"}),
        ("budget", {"Village budgets"}),
    ],
)
@ON_SQLITE
def test_beginnings_find_words_on_sqlite(typed: str, found: set[str]):
    assert set(titles(typed)) == found


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lapor", {"Pelaporan warga", "Laporan tahunan", "Anggaran desa"}),
        ("laporan", {"Pelaporan warga", "Laporan tahunan", "Anggaran desa"}),
        ("pelaporan", {"Pelaporan warga", "Laporan tahunan", "Anggaran desa"}),
        ("LAPORAN tahun", {"Laporan tahunan"}),
        ("anggar", {"Anggaran desa"}),
        ("budget", {"Village budgets"}),
        ("reports", {"Pelaporan warga", "Laporan tahunan"}),
    ],
)
@ON_POSTGRES
def test_stems_of_both_languages_find_words_on_postgresql(typed: str, found: set[str]):
    assert set(titles(typed)) == found


def test_accents_and_punctuation_make_no_difference(tree: SimpleNamespace):
    promise(running_plan(), title="Kafé résumé: data/anggaran")
    renew_all()
    for typed in ("kafe", "RÉSUMÉ", "anggaran", "data-anggaran"):
        assert titles(typed) == ["Kafé résumé: data/anggaran"], typed


def test_all_words_must_be_there(tree: SimpleNamespace):
    promise(running_plan(), title="Data desa")
    promise(running_plan(), title="Data kota")
    renew_all()
    assert titles("data kota") == ["Data kota"]


def test_kinds_are_counted_whatever_kinds_are_chosen(one_of_each: SimpleNamespace, tree: SimpleNamespace):
    practice(tree, title="Praktik cenderawasih kedua")
    renew_all()
    everything = search(read_wanted("cenderawasih"), kinds=(), sample=False, page=None)
    chosen = search(read_wanted("cenderawasih"), kinds=("praktik",), sample=False, page=None)
    assert chosen.counts == everything.counts
    assert everything.counts["praktik"] == 2
    assert (everything.page.total, chosen.page.total) == (10, 2)
    for kind, number in everything.counts.items():
        assert len(titles("cenderawasih", kinds=(kind,))) == number


def test_pages_of_results_follow_each_other(tree: SimpleNamespace):
    plan = running_plan()
    for number in range(25):
        promise(plan, title=f"Merpati {number:02}")
    renew_all()
    pages = [
        search(read_wanted("merpati"), kinds=(), sample=False, page=page).page for page in ("1", "2", "9")
    ]
    assert [(page.number, len(page.items)) for page in pages] == [(1, 20), (2, 5), (2, 5)]
    assert len({hit.url for page in pages[:2] for hit in page.items}) == 25


def test_saved_record_is_found_once_its_change_is_committed(
    tree: SimpleNamespace, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        commitment = promise(running_plan(), title="Kutilang lama")
        page = practice(tree, title="Kutilang di taman")
    assert sorted(titles("kutilang")) == ["Kutilang di taman", "Kutilang lama"]
    with django_capture_on_commit_callbacks(execute=True):
        commitment.title = "Perkutut"
        commitment.save()
        page.delete()
    assert (titles("kutilang"), titles("perkutut")) == ([], ["Perkutut"])
    assert not SearchEntry.objects.filter(kind="praktik").exists()


def test_new_name_of_a_plan_or_institution_is_told_of_what_hangs_on_it(
    tree: SimpleNamespace, django_capture_on_commit_callbacks: Any
):
    commitment = promise(running_plan(label="Rencana lama"), title="Satu komitmen")
    institution = InstitutionFactory(name="Sebuah instansi")
    renew_all()
    with django_capture_on_commit_callbacks(execute=True):
        commitment.plan.label = "Rencana gelatik"
        commitment.plan.save()
        InstitutionAlias.objects.create(
            institution=institution, name="Balai Gelatik", normalised="balai gelatik"
        )
    assert sorted(titles("gelatik")) == ["Rencana gelatik", "Satu komitmen", "Sebuah instansi"]


def test_taken_down_proof_is_forgotten(one_of_each: SimpleNamespace, django_capture_on_commit_callbacks: Any):
    proof_ = one_of_each.item.evidence
    assert titles("cenderawasih", kinds=("data-dukung",)) == ["Foto cenderawasih"]
    with django_capture_on_commit_callbacks(execute=True):
        proof_.state = EvidenceState.CLEAN
        proof_.save()
    assert not SearchEntry.objects.filter(kind="data-dukung").exists()


def test_sweep_takes_up_what_came_in_bulk(tree: SimpleNamespace):
    plan = running_plan()
    renew_all()
    Commitment.objects.bulk_create(
        Commitment(plan=plan, number=str(n), slug=str(n), title=f"Nuri {n}", live=True) for n in range(3)
    )
    assert titles("nuri") == []
    assert renew_missing(timezone.now()) == 3
    assert sorted(titles("nuri")) == ["Nuri 0", "Nuri 1", "Nuri 2"]
    assert renew_missing(timezone.now()) == 0


def test_rebuilding_writes_what_differs_and_nothing_else(one_of_each: SimpleNamespace):
    assert renew_all() == 0
    Commitment.objects.filter(pk=one_of_each.commitment.pk).update(title="Komitmen elang")
    SearchEntry.objects.create(kind="komitmen", object_id=0, title="Hantu")
    assert renew_all() == 2, "the commitment, and its proof, which names it"
    assert (titles("elang"), titles("hantu")) == (["Komitmen elang", "Foto cenderawasih"], [])
    assert not SearchEntry.objects.filter(object_id=0).exists()


def test_moved_page_is_found_at_its_new_address(tree: SimpleNamespace):
    page = practice(tree, title="Murai")
    renew_all()
    page.slug = "murai-batu"
    page.save()
    [hit] = search(read_wanted("murai"), kinds=(), sample=False, page=None).page.items
    assert hit.url == "/praktik/murai-batu/"


def _queries(client: Client, path: str, most: Any, **query: str) -> int:
    with most(100) as asked:
        assert client.get(path, query).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("path", "most"), [("/cari/", 15), ("/cari/saran/", 5)])
def test_queries_are_the_same_for_one_result_and_for_three(
    client: Client,
    one_of_each: SimpleNamespace,
    tree: SimpleNamespace,
    django_assert_max_num_queries: Any,
    path,
    most,
):
    read(client, path, q="cenderawasih")
    once = _queries(client, path, django_assert_max_num_queries, q="cenderawasih")
    for number in range(2):
        practice(tree, title=f"Praktik cenderawasih {number}")
        CommitmentFactory(title=f"Komitmen cenderawasih {number}")
    renew_all()
    assert _queries(client, path, django_assert_max_num_queries, q="cenderawasih") == once
    assert once <= most


def test_english_texts_are_found_and_told(client: Client, tree: SimpleNamespace):
    plan = running_plan()
    promise(
        plan,
        title="Anggaran terbuka",
        title_en="Open budget",
        problem="Tertutup.",
        problem_en="Closed books.",
    )
    promise(plan, title="Tanpa budget", slug="tanpa")
    renew_all()
    page = read(client, "/en/cari/", q="budget")
    told = {words(title): title.get("lang") for title in page.select(".hits h2 a")}
    assert told == {"Open budget": None, "Tanpa budget": "id"}
    assert all(title["href"].startswith("/en/renaksi/") for title in page.select(".hits h2 a"))
    page = read(client, "/cari/", q="budget open")
    [hit] = page.select(".hits h2 a")
    assert (words(hit), hit.get("lang")) == ("Open budget", "en")


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("?!", "Tidak ada huruf atau angka untuk dicari. Tulis sebuah kata, misalnya “pelaporan”."),
        ("x", "Satu huruf terlalu pendek untuk dicari. Tulis paling sedikit dua huruf."),
        (
            "yang dan",
            "Kata itu ada hampir di setiap halaman sehingga tidak dapat dicari. Tambahkan kata yang lebih khas.",
        ),
        (
            "a" * 300,
            "Pencarian terlalu panjang. Tulis paling banyak 12 kata atau 200 huruf: beberapa kata yang khas sudah cukup.",
        ),
    ],
)
def test_bad_search_is_told_what_to_do_and_keeps_what_was_typed(client: Client, tree, typed: str, said: str):
    page = read(client, "/cari/", q=typed)
    assert [words(one) for one in page.select(".notice li")] == [said]
    assert page.select_one("#q")["value"] == typed[:200]


@pytest.mark.once
def test_unknown_kind_is_said_and_not_used(client: Client, one_of_each: SimpleNamespace):
    page = read(client, "/cari/", q="cenderawasih", jenis=["komitmen", "rahasia"])
    assert words(page.select_one(".notice li")) == "Jenis “rahasia” tidak dikenal dan tidak dipakai."
    assert words(page.select_one(".filter-bar .count")) == "1 hasil"


@pytest.mark.parametrize(
    "typed", ["'; DROP TABLE x", '") OR 1', "NEAR(a b)", "title:data", "data*", "%", "a\0b", "NOT"]
)
def test_no_sign_of_a_query_language_means_anything(client: Client, tree: SimpleNamespace, typed: str):
    assert client.get("/cari/", {"q": typed}).status_code == 200
    assert client.get("/cari/saran/", {"q": typed}).status_code == 200


@pytest.mark.once
def test_page_is_kept_from_robots_and_sets_no_cookie(client: Client, one_of_each: SimpleNamespace):
    response = client.get("/cari/", {"q": "cenderawasih"})
    assert b'<meta name="robots" content="noindex">' in response.content
    assert not response.cookies


@pytest.mark.once
def test_typed_markup_is_text(client: Client, tree: SimpleNamespace):
    promise(running_plan(), title="<script>rangkong</script>")
    renew_all()
    for path in ("/cari/", "/cari/saran/"):
        response = client.get(path, {"q": "<script>rangkong"}).content.decode()
        assert "<script>rangkong" not in response
        assert "&lt;<mark>script</mark>&gt;<mark>rangkong</mark>" in response


def test_nothing_found_suggests_what_was_meant(client: Client, one_of_each: SimpleNamespace):
    page = read(client, "/cari/", q="cendrawasih")
    assert words(page.select_one(".empty-state .title")) == "Tidak ada yang cocok dengan “cendrawasih”"
    assert page.select_one("#results p.after a")["href"] == "/cari/?q=cenderawasih"
    assert "Kota Cenderawasih" in [words(link) for link in page.select(".count-list a")]


def test_words_of_what_is_not_public_are_never_suggested(client: Client, one_of_each: SimpleNamespace):
    for what in ("renaksi", "praktik", "kabar", "halaman"):
        _withdraw(one_of_each, what)
    one_of_each.institution.delete()
    one_of_each.region.delete()
    page = read(client, "/cari/", q="cendrawasih")
    assert not page.select("#results p.after a")
    assert "cenderawasih" not in str(page)


@pytest.mark.once
def test_nothing_at_all_like_it_leads_to_the_themes(client: Client, tree: SimpleNamespace):
    practice(tree, title="Lain")
    page = read(client, "/cari/", q="zzzzzz")
    assert [words(link) for link in page.select("#results .count-list a")] == ["Data Terbuka"]


@pytest.mark.once
def test_suggestions_are_options_of_a_list(client: Client, one_of_each: SimpleNamespace):
    response = client.get("/cari/saran/", {"q": "praktik cender"})
    assert response.headers["Cache-Control"] == "public, max-age=300"
    page = read(client, "/cari/saran/", q="praktik cender")
    assert [(one["role"], one["data-url"]) for one in page.select("li")] == [
        ("option", PracticePage.objects.get().get_url()),
        ("option", "/cari/?q=praktik%20cender"),
    ]
    assert words(page.select("li")[1]) == "Cari “praktik cender” di seluruh situs"


@pytest.mark.parametrize("typed", ["ce", "cen", "kota cen"])
def test_beginning_of_a_title_is_suggested(one_of_each: SimpleNamespace, typed: str):
    assert "Kota Cenderawasih" in {hit.plain_title for hit in suggestions(read_wanted(typed))}


@pytest.mark.once
@pytest.mark.parametrize("typed", ["", "x", "?", "yang"])
def test_nothing_to_suggest_is_an_empty_answer(client: Client, one_of_each: SimpleNamespace, typed: str):
    assert client.get("/cari/saran/", {"q": typed}).content.strip() == b""
