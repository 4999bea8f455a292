"""One proof on its own page, and its picture at the verdict."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evidence.domain.preview import PAGE_BREAK, TableFacts
from evidence.enums import Damage, EvidenceState
from evidence.models import Opening
from evidence.scanner import SCANNER_DOWN
from foundation.jobs.leases import MOST_ATTEMPTS
from renaksi.enums import UpdateState
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory, as_tombstone
from tests.factories.institutions import InstitutionFactory
from tests.factories.previews import put_preview
from tests.factories.renaksi import (
    ItemFactory,
    LinkFactory,
    MilestoneFactory,
    PlanFactory,
    RequirementFactory,
    UpdateFactory,
)
from tests.reporting import submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCRIPT = "<script>alert(1)</script>"
SHEET = TableFacts("Peserta", 10_001, 45, has_more=False, has_head=False, is_hidden=True)


def address(evidence):
    return reverse("workspace:proof", args=[evidence.public_id])


@pytest.fixture
def update(line):
    return submitted(line)


@pytest.fixture
def desk(client, line, update):
    client.force_login(line.verifier)
    return client


def proof(update, *, drawn=True, **fields):
    """Clean, of the update, with one page drawn."""
    values = {
        "state": EvidenceState.CLEAN,
        "institution": update.institution,
        "derivative_name": "clean/uji.pdf",
    }
    evidence = FileFactory(**{**values, "received_at": timezone.now(), "receipt": "", **fields})
    ItemFactory(update=update, evidence=evidence)
    return put_preview(evidence) if drawn else evidence


def words(response):
    """The text of the page as a reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def shown(client, evidence):
    return client.get(address(evidence)).context["proof"]


def test_page_says_what_the_proof_is_and_what_it_is_to_prove(desk, update):
    evidence = proof(update, title="Laporan pelatihan", receipt="DD-261122-AAAAAA", sha256="ab" * 32)
    content = shown(desk, evidence)
    facts = {fact.term: fact.value for fact in content.facts}
    assert (content.title, content.institution, content.fingerprint) == (
        "Laporan pelatihan",
        update.institution.name,
        "ab" * 32,
    )
    assert (facts["Nomor tanda terima"], facts["Tanggal dokumen"]) == ("DD-261122-AAAAAA", "tidak diisi")
    assert [(use.url, use.code) for use in content.uses] == [
        (reverse("workspace:review", args=[update.pk]), "pending")
    ]


def test_pages_are_pictures_with_their_words_beside_them(desk, update):
    evidence = put_preview(
        proof(update, drawn=False), pages=2, of=3, text=PAGE_BREAK.join(("Satu", "Dua", "Tiga"))
    )
    response = desk.get(address(evidence))
    assert [(page.label, bool(page.url)) for page in response.context["proof"].pages] == [
        ("Halaman 1 dari 3", True),
        ("Halaman 2 dari 3", True),
        ("Halaman 3 dari 3", False),
    ]
    assert [word in words(response) for word in ("Satu", "Dua", "Tiga")] == [True] * 3
    assert "Gambar hanya untuk 2 halaman pertama dari 3" in words(response)
    for tag in ("<iframe", "<object", "<embed", "<frame"):
        assert tag not in response.content.decode()


def test_script_in_any_place_is_text(desk, update):
    table = (TableFacts(SCRIPT, 1, 2, has_more=False, has_head=False, is_hidden=False), [[SCRIPT, "a"]])
    evidence = proof(update, drawn=False, title=SCRIPT, original_name=f"{SCRIPT}.pdf")
    put_preview(evidence, text=SCRIPT, tables=(table,))
    response = desk.get(address(evidence))
    assert SCRIPT not in response.content.decode()
    assert words(response).count(SCRIPT) >= 5
    review = desk.get(reverse("workspace:review", args=[update.pk])).content.decode()
    assert SCRIPT not in review


def test_places_that_look_like_personal_data_are_marked(desk, update):
    evidence = proof(update, drawn=False, hints={"nik": 1, "phone": 2})
    put_preview(evidence, text="NIK 3201010101900001")
    response = desk.get(address(evidence))
    assert "<mark>3201010101900001</mark>" in response.content.decode()
    sentence = (
        "Ada 1 angka yang tampak seperti NIK atau nomor KK dan 2 nomor telepon. Periksa sebelum tayang."
    )
    assert response.context["proof"].hints == sentence
    assert sentence in words(response)


def test_hints_that_somebody_cleared_say_who(desk, update):
    person = UserFactory()
    evidence = proof(update, hints={"nik": 1}, hints_cleared_by=person, hints_cleared_at=timezone.now())
    response = desk.get(address(evidence))
    assert response.context["proof"].hints_cleared.startswith(f"Sudah diperiksa {person} pada ")
    assert "Mungkin memuat data pribadi" not in words(response)


def test_table_is_a_table_and_says_what_it_leaves_out(desk, update):
    evidence = proof(update, drawn=False)
    put_preview(evidence, pages=0, tables=((SHEET, [["No", "Nama"], ["1", "Contoh"]]),))
    response = desk.get(address(evidence))
    (table,) = response.context["proof"].tables
    assert (table.columns, [row.number for row in table.rows]) == (("A", "B"), [1, 2])
    assert table.note == (
        "Lembar ini disembunyikan di berkasnya. Ditampilkan 2 baris pertama dari 10.001. Unduh berkasnya untuk "
        "selebihnya. Ditampilkan 2 kolom pertama dari 45."
    )
    assert response.content.decode().count('<th scope="col">') == 3


def test_table_with_a_head_names_its_columns(desk, update):
    facts = TableFacts("", 2, 2, has_more=False, has_head=True, is_hidden=False)
    evidence = proof(update, drawn=False)
    put_preview(evidence, pages=0, tables=((facts, [["Desa", "Nilai"], ["A", "1"]]),))
    (table,) = shown(desk, evidence).tables
    assert (table.columns, len(table.rows), table.numbered, table.note) == (("Desa", "Nilai"), 1, False, "")


@pytest.mark.parametrize(
    ("fields", "stage", "sentence"),
    [
        ({"state": EvidenceState.QUARANTINED}, "checking", "Berkas sedang diperiksa otomatis."),
        ({"state": EvidenceState.RECEIVING}, "checking", "Berkas ini belum sampai seluruhnya."),
        (
            {"state": EvidenceState.REJECTED, "state_reason": "has_macros"},
            "refused",
            "Berkas ini memuat makro.",
        ),
        ({}, "pending", "Pratinjau sedang dibuat;"),
        ({"attempts": MOST_ATTEMPTS}, "impossible", "Pratinjau tidak dapat dibuat: server gagal"),
        (
            {"preview": {"problem": "unreadable"}},
            "impossible",
            "Pratinjau tidak dapat dibuat: isinya tidak dapat",
        ),
        (
            {"preview": {"problem": "not_inspected"}},
            "impossible",
            "Pratinjau tidak dapat dibuat: isinya terlalu",
        ),
    ],
)
def test_each_stage_says_what_to_do(desk, update, fields, stage, sentence):
    evidence = proof(update, drawn=False, **fields)
    response = desk.get(address(evidence))
    content = response.context["proof"]
    assert (response.status_code, content.stage) == (200, stage)
    assert content.sentence.startswith(sentence)
    assert content.sentence in words(response)
    assert bool(content.download) is (stage in {"pending", "impossible"})


def test_tombstone_hides_what_it_was(desk, update):
    evidence = as_tombstone(proof(update, title="Kenari", original_name="kenari.pdf", sha256="ab" * 32))
    response = desk.get(address(evidence))
    content = response.context["proof"]
    assert (content.stage, content.facts, content.fingerprint, content.pages) == ("tombstone", (), "", ())
    assert [word in words(response) for word in ("Kenari", "kenari.pdf", "ab" * 32)] == [False] * 3
    assert "Diturunkan" in content.sentence


def test_link_leads_there_and_is_not_drawn(desk, update):
    link = LinkFactory(institution=update.institution, url="https://contoh.test/a?b=1")
    ItemFactory(update=update, evidence=link)
    content = shown(desk, link)
    assert (content.stage, content.link, content.link_host, content.download) == (
        "link",
        "https://contoh.test/a?b=1",
        "contoh.test",
        None,
    )


def test_page_rests_in_no_cache(desk, update):
    response = desk.get(address(proof(update)))
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))


@pytest.mark.parametrize("verb", ["get", "head", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("state", [EvidenceState.QUARANTINED, EvidenceState.CLEAN, EvidenceState.PUBLISHED])
def test_outsider_finds_nothing_even_of_what_is_published(client, update, verb, state):
    evidence = proof(update, state=state)
    for outsider in (
        actors.focal_point(InstitutionFactory()),
        actors.verifier(PlanFactory()),
        actors.editor(),
    ):
        client.force_login(outsider)
        assert getattr(client, verb)(address(evidence)).status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(client, update):
    response = client.get(address(proof(update)))
    assert (response.status_code, response.headers["Location"].startswith(reverse("account_login"))) == (
        302,
        True,
    )


def test_uses_of_others_are_not_told(client, line, update):
    """One proof of two institutions: each sees its own report alone."""
    evidence = proof(update)
    other = UpdateFactory()
    ItemFactory(update=other, evidence=evidence)
    client.force_login(actors.focal_point(other.institution))
    uses = shown(client, evidence).uses
    assert [use.url for use in uses] == [reverse("workspace:update", args=[other.pk])]


def test_approver_is_led_back_to_the_approval(client, update):
    waiting = UpdateFactory(
        state=UpdateState.AWAITING_AGENCY, submitted_by=UserFactory(), submitted_at=timezone.now()
    )
    client.force_login(actors.approver(waiting.institution))
    (use,) = shown(client, proof(waiting)).uses
    assert use.url == reverse("workspace:approval", args=[waiting.pk])


# --- At the verdict ---------------------------------------------------------------------------


def test_review_shows_a_small_picture_or_the_first_words(desk, update):
    drawn = proof(update, title="Foto")
    text = put_preview(proof(update, drawn=False, title="Notulen"), pages=0, text="Rapat dibuka")
    waiting = proof(update, drawn=False, title="Baru")
    page = desk.get(reverse("workspace:review", args=[update.pk])).content.decode()
    assert reverse("evidence:thumbnail", args=[drawn.public_id]) in page
    assert "Rapat dibuka" in page
    for evidence in (drawn, text, waiting):
        assert f'href="{address(evidence)}"' in page
        assert f'href="{evidence.get_absolute_url()}"' in page
    assert page.count("Pratinjau sedang dibuat") == 1


@pytest.mark.parametrize("name", ["review", "update"])
def test_queries_do_not_grow_with_the_proofs(desk, line, update, name):
    url = reverse(f"workspace:{name}", args=[update.pk])
    counts = []
    for _ in range(3):
        RequirementFactory(milestone=update.milestone)
        proof(update, hints={"nik": 1})
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[2] == counts[0]


def test_queries_of_the_page_do_not_grow_with_its_uses(desk, update):
    evidence = proof(update, hints={"nik": 1})
    desk.get(address(evidence))  # the first reading is logged, the following ones belong to it
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            response = desk.get(address(evidence))
        counts.append((len(response.context["proof"].uses), len(queries)))
        assert response.context["care"].clear_url
        other = MilestoneFactory(commitment=update.milestone.commitment)
        ItemFactory(update=UpdateFactory(milestone=other, period=update.period), evidence=evidence)
    assert [count for count, _queries in counts] == [1, 2, 3]
    assert len({number for _count, number in counts}) == 1


# --- Who opened it, and damage ----------------------------------------------------------------


def opened(evidence, **fields):
    Opening.objects.create(**{"evidence": evidence, "at": timezone.now(), "part": "file", **fields})


def test_names_of_readers_are_for_the_secretariat_alone(client, line, update):
    evidence = proof(update, drawn=False)
    opened(evidence, by=UserFactory(name="Pembaca Contoh"))
    opened(evidence)
    told = []
    for user in (line.verifier, actors.secretariat_admin()):
        client.force_login(user)
        response = client.get(address(evidence))
        told.append([line.partition(",")[0] for line in response.context["proof"].opened])
        assert f"Pernah dibuka {told[-1][0]}" in words(response)
    assert told == [["2 kali"], ["Pembaca tanpa akun: 1 kali", "Pembaca Contoh: 1 kali"]]


def test_who_reads_the_words_of_a_proof_is_logged(desk, line, update):
    drawn, waiting = proof(update), proof(update, drawn=False)
    desk.head(address(drawn))
    desk.get(address(waiting))
    assert "Pernah dibuka tidak tercatat" in words(desk.get(address(drawn)))
    assert list(Opening.objects.values_list("evidence_id", "by_id", "part")) == [
        (drawn.pk, line.verifier.pk, "page")
    ]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (Damage.MISSING, "Berkas ini tidak lengkap lagi di penyimpanan."),
        (Damage.CHANGED, "Isi berkas ini berubah di penyimpanan"),
    ],
)
def test_damage_is_told_and_nothing_damaged_is_offered(desk, update, damage, sentence):
    evidence = proof(update, damage=damage)
    pages = [desk.get(address(evidence)), desk.get(reverse("workspace:review", args=[update.pk]))]
    assert [sentence in words(page) for page in pages] == [True, True]
    assert [f'href="{evidence.get_absolute_url()}"' in page.content.decode() for page in pages] == [
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (EvidenceState.RECEIVING, "Berkas ini belum sampai seluruhnya."),
        (EvidenceState.QUARANTINED, "Berkas sedang diperiksa otomatis."),
        (EvidenceState.CLEAN, "Pratinjau sedang dibuat;"),
    ],
)
def test_what_comes_soon_can_be_asked_for_again(desk, update, state, sentence):
    evidence = proof(update, drawn=False, state=state)
    response = desk.get(address(evidence))
    again = f'<a href="{address(evidence)}">Muat ulang halaman</a>'
    assert (sentence in words(response), again in response.content.decode()) == (True, True)


def test_file_that_waits_for_the_scanner_says_so(desk, update):
    evidence = proof(update, drawn=False, state=EvidenceState.QUARANTINED, last_error=SCANNER_DOWN)
    content = shown(desk, evidence)
    assert (content.word, content.sentence[:60]) == (
        "Menunggu pemindaian",
        "Pemindai virus sedang tidak dapat dihubungi. Berkas aman ter",
    )
