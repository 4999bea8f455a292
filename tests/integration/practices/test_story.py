"""The page of one practice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.enums import EvidenceState
from practices.enums import EvidenceLevel, KitKind, Life
from practices.models import Goal, KitItem, PracticeCommitment, PracticeProof, PracticeResult
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import LinkFactory, PlanFactory
from tests.pages import practice, site_tree
from tests.public_records import promise, read, today, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def tree(db):
    return site_tree()


def part(page, heading):
    return page.find(attrs={"aria-labelledby": heading})


def facts(page):
    return {words(one.dt): words(one.dd) for one in page.select(".facts > div")}


def test_practice_is_told_in_full(client, tree):
    page = practice(
        tree,
        title="Aduan",
        problem="Keluhan hilang.",
        action="Satu kanal.",
        participants="Warga.",
        cost="Rp10 juta.",
        lessons="Mulai kecil.",
    )
    page.results.set(
        [
            PracticeResult(text="800 laporan", source_url="https://contoh.test/a"),
            PracticeResult(text="Puas 90 %", source_name="BPS", is_self_reported=False),
        ]
    )
    page.kit.set(
        [
            KitItem(kind=KitKind.DATA, title="Kode sumber", url="https://kode.test/aduan"),
            KitItem(kind=KitKind.RULE, title="Perwal 1/2017", url="https://jdih.test/1"),
        ]
    )
    page.save()
    shown = read(client, page.url)
    headings = [words(one) for one in shown.select(".prose h2")]
    assert headings == [
        "Masalah",
        "Yang dilakukan",
        "Yang terlibat",
        "Biaya",
        "Hasil",
        "Pelajaran",
        "Bahan untuk meniru",
    ]
    assert [words(one) for one in part(shown, "hasil").select("li")] == [
        "800 laporan Dilaporkan sendiri · Sumber: contoh.test",
        "Puas 90 % Diukur pihak lain · Sumber: BPS",
    ]
    assert "tidak diverifikasi Renaksi" in words(part(shown, "hasil"))
    assert [words(one) for one in part(shown, "bahan").select("h3, li")] == [
        "Peraturan atau keputusan",
        "Perwal 1/2017 jdih.test",
        "Data atau perangkat lunak",
        "Kode sumber kode.test",
    ]
    assert shown.select_one(".unknown-line") is None


def test_what_nobody_told_is_said(client, tree):
    page = practice(tree, title="Aduan", owner_name="Kantor Uji", since="2012", cost="Rp10 juta.")
    shown = read(client, page.url)
    assert words(shown.select_one(".unknown-line")) == (
        "Belum diceritakan: masalah, yang dilakukan, yang terlibat, pelajaran, hasil, bahan untuk meniru."
    )
    assert facts(shown) == {
        "Di mana": "Nasional",
        "Pelaksana": "Kantor Uji",
        "Jenis pelaksana": "tidak diketahui",
        "Sejak": "2012",
        "Keberlanjutan": "Belum diketahui apakah masih berjalan",
        "Tingkat bukti": "Klaim pelaksana Baru kata pelaksana atau pers: belum ada dokumen yang diperiksa.",
        "Replikasi": "belum ada yang melapor meniru",
    }


def test_stopped_practice_keeps_its_page_and_tells_first_why(client, tree):
    page = practice(tree, title="Aduan", life=Life.STOPPED, stopped_lesson="Dananya habis.")
    article = read(client, page.url).article
    assert words(part(article, "berhenti")) == "Praktik ini sudah berhenti Dananya habis."
    assert article.find_all("section")[0] == part(article, "berhenti")


def test_old_word_of_the_owner_is_told_as_old(client, tree):
    day = today()
    ages = [
        (day.replace(day=1), f"Masih berjalan dikonfirmasi {day:%b %Y}"[:27]),
        (day.replace(year=day.year - 2, day=1), "Masih berjalan belum dikonfirmasi 24 bulan"),
    ]
    for number, (confirmed, said) in enumerate(ages):
        page = practice(tree, title=f"Aduan {number}", life=Life.RUNNING, life_confirmed_on=confirmed)
        assert facts(read(client, page.url))["Keberlanjutan"].startswith(said)


def test_evidence_level_stands_with_its_basis(client, tree):
    page = practice(
        tree, evidence_level=EvidenceLevel.CHECKED, evidence_note="Diperiksa BPK pada 3 Mei 2016."
    )
    assert facts(read(client, page.url))["Tingkat bukti"] == (
        "Diperiksa pihak independen Diperiksa BPK pada 3 Mei 2016."
    )


def test_only_what_is_public_is_linked(client, tree):
    page = practice(tree)
    told = promise(PlanFactory(), title="Terbit")
    draft = promise(PlanFactory(), title="Draf", live=False)
    page.commitment_links.set([PracticeCommitment(commitment=one) for one in (told, draft)])
    proofs = [
        LinkFactory(title="Bukti terbit", state=EvidenceState.PUBLISHED),
        LinkFactory(title="Bukti internal", state=EvidenceState.CLEAN),
    ]
    page.proof_links.set([PracticeProof(proof=one) for one in proofs])
    page.goals.set([Goal.objects.get(number=16)])
    page.save()
    links = [words(link) for link in part(read(client, page.url), "komitmen").select("a")]
    assert links == ["Terbit", "Bukti terbit"]


def test_address_of_the_contact_is_nowhere_on_the_page(client, tree):
    page = practice(tree, contact_office="Bagian Organisasi", contact_email="rahasia@uji.test")
    response = client.get(page.url)
    assert b"rahasia@uji.test" not in response.content
    assert "Hubungi Bagian Organisasi" in response.content.decode()


def test_english_page_says_what_it_lacks(client, tree):
    page = practice(tree, title="Aduan", title_en="Complaints", problem="Keluhan hilang.")
    shown = read(client, f"/en{page.url}")
    assert (words(shown.h1), shown.h1.get("lang")) == ("Complaints", None)
    assert part(shown, "masalah").div["lang"] == "id"


@pytest.mark.parametrize("slug", ["tema", "banding", "daftar", "konfirmasi", "replikasi", "mirip", "tiru"])
def test_address_of_the_gallery_itself_is_refused(tree, slug):
    page = practice(tree)
    page.slug = slug
    with pytest.raises(Exception, match="Alamat ini dipakai halaman lain"):
        page.full_clean()


def test_queries_do_not_grow(client, tree):
    asked = []
    for rows in (1, 3):
        page = practice(tree, title=f"Nomor {rows}", region=CityFactory(), place_name="")
        page.institution = InstitutionFactory()
        filled(page, rows)
        read(client, page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= MOST_QUERIES


def filled(page, rows):
    page.results.set([PracticeResult(text=f"Hasil {number}") for number in range(rows)])
    page.kit.set(
        [KitItem(kind=KitKind.RULE, title=f"SK {number}", url="https://a.test/") for number in range(rows)]
    )
    page.goals.set(Goal.objects.all()[:rows])
    page.commitment_links.set([PracticeCommitment(commitment=promise(PlanFactory())) for _one in range(rows)])
    proofs = [LinkFactory(state=EvidenceState.PUBLISHED) for _one in range(rows)]
    page.proof_links.set([PracticeProof(proof=one) for one in proofs])
    page.save()


MOST_QUERIES = 25
