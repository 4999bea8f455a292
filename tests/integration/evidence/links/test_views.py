"""Who works with a link gets its copies and is told when it is gone; the public is told what is known."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from evidence.enums import EvidenceState, LinkState
from evidence.models import Evidence, LinkVisit, Opening
from evidence.queries.links import link_facts, link_report, public_link_facts
from tests import actors
from tests.factories.evidence import FileFactory, as_tombstone
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import ItemFactory, LinkFactory, UpdateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = datetime(2026, 11, 12, 3, tzinfo=UTC)
SHA = "3f2a91bc77de" + "0" * 52


@pytest.fixture
def update():
    return UpdateFactory()


@pytest.fixture(autouse=True)
def _on(settings):
    settings.VISIT_LINKS = True


def copied(link: Evidence, settings, at: datetime = NOW, name: str = "a", suffix: str = ".txt") -> LinkVisit:
    folder = settings.EVIDENCE_ROOT / "copies"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}{suffix}").write_text(f"isi {name}")
    return LinkVisit.objects.create(
        evidence=link,
        at=at,
        state=LinkState.REACHABLE,
        size=2048,
        sha256=SHA,
        copy_name=f"copies/{name}",
        derivative_name=f"copies/{name}{suffix}",
    )


def gone_link(**fields) -> Evidence:
    values = {
        "link_state": LinkState.GONE,
        "link_visited_at": NOW + timedelta(days=10),
        "link_failing_since": NOW + timedelta(days=3),
        "state": EvidenceState.PUBLISHED,
    }
    return LinkFactory(**{**values, **fields})


def copy_address(link: Evidence, number: int) -> str:
    return reverse("evidence:copy", args=[link.public_id, number])


# --- Copies ------------------------------------------------------------------------------------------


def test_who_works_with_the_link_gets_its_copy_as_an_attachment_that_runs_nothing(client, update, settings):
    link = LinkFactory(institution=update.institution)
    ItemFactory(update=update, evidence=link)
    copied(link, settings)
    copied(link, settings, NOW + timedelta(days=7), "b", ".pdf")
    user = actors.focal_point(update.institution)
    client.force_login(user)

    first = client.get(copy_address(link, 1))
    assert b"".join(first.streaming_content) == b"isi a"
    assert first.headers["Content-Disposition"] == 'attachment; filename="salinan-2026-11-12.txt"'
    assert first.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert first.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Cache-Control"] == "private, no-store"
    second = client.get(copy_address(link, 2))
    assert b"".join(second.streaming_content) == b"isi b"
    assert second.headers["Content-Type"] == "application/pdf"
    assert list(Opening.objects.values_list("by", "part")) == [(user.pk, "copy")] * 2


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_copy_that_is_not_there_is_not_found(client, update, settings, number):
    link = LinkFactory(institution=update.institution)
    ItemFactory(update=update, evidence=link)
    copied(link, settings)
    client.force_login(actors.focal_point(update.institution))
    assert client.get(copy_address(link, number)).status_code == 404


@pytest.mark.parametrize("verb", ["get", "head", "post", "put", "delete"])
def test_public_gets_no_copy_even_of_a_published_link(client, settings, verb):
    link = gone_link()
    copied(link, settings)
    assert getattr(client, verb)(copy_address(link, 1)).status_code == 404


def test_outsider_gets_no_copy_of_what_is_not_published(client, update, settings):
    link = LinkFactory(institution=update.institution)
    ItemFactory(update=update, evidence=link)
    copied(link, settings)
    client.force_login(actors.focal_point(InstitutionFactory()))
    assert client.get(copy_address(link, 1)).status_code == 404


def test_copy_of_what_was_taken_down_is_gone_for_everybody(client, settings):
    link = gone_link()
    copied(link, settings)
    link.url = ""
    as_tombstone(link)
    client.force_login(actors.secretariat_admin())
    assert client.get(copy_address(link, 1)).status_code == 404


def test_copy_whose_file_is_lost_is_not_found(client, settings):
    link = gone_link()
    copied(link, settings)
    (settings.EVIDENCE_ROOT / "copies" / "a.txt").unlink()
    client.force_login(actors.secretariat_admin())
    assert client.get(copy_address(link, 1)).status_code == 404


def test_bytes_as_the_source_sent_them_never_leave(client, settings):
    link = gone_link()
    visit = copied(link, settings)
    (settings.EVIDENCE_ROOT / visit.copy_name).write_text("<script>alert(1)</script>")
    LinkVisit.objects.update(derivative_name="")
    client.force_login(actors.secretariat_admin())
    assert client.get(copy_address(link, 1)).status_code == 404


# --- The page in place of a dead redirect --------------------------------------------------------------


def test_public_is_told_that_the_source_is_gone_and_what_is_kept(client, settings):
    link = gone_link(url="https://arsip.contoh.go.id/notula?a=1&b=2", title="Notula <b>rapat</b>")
    copied(link, settings)
    LinkVisit.objects.create(
        evidence=link, at=NOW + timedelta(days=10), state=LinkState.GONE, problem="link_not_found"
    )
    response = client.get(link.get_absolute_url())
    page = " ".join(response.content.decode().split())

    assert response.status_code == 200
    assert "Notula &lt;b&gt;rapat&lt;/b&gt;" in page
    assert "tidak dapat dibuka lagi sejak 15 Nov 2026. Terakhir diperiksa 22 Nov 2026." in page
    assert "Situs ini menyatakan bahwa halaman atau berkasnya tidak ada lagi." in page
    assert SHA in page
    assert copy_address(link, 1) not in page
    assert 'href="https://arsip.contoh.go.id/notula?a=1&amp;b=2" rel="nofollow noopener noreferrer"' in page
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "style-src 'self'" in response.headers["Content-Security-Policy"]


def test_who_is_signed_in_gets_the_copies_there(client, settings):
    link = gone_link()
    copied(link, settings)
    client.force_login(actors.secretariat_admin())
    assert copy_address(link, 1) in client.get(link.get_absolute_url()).content.decode()


def test_gone_link_without_a_copy_says_so(client):
    page = client.get(gone_link().get_absolute_url()).content.decode()
    assert "Tidak ada salinan yang tersimpan." in page


@pytest.mark.parametrize("is_sample", [True, False])
def test_gone_link_of_the_sample_says_so(client, is_sample):
    page = client.get(gone_link(institution__is_sample=is_sample).get_absolute_url()).content.decode()
    assert ("Halaman ini memuat data rekaan" in page) is is_sample


@pytest.mark.parametrize("state", [LinkState.REACHABLE, LinkState.FAILING, LinkState.NOT_VISITED, ""])
def test_any_other_link_leads_there(client, state):
    link = gone_link(link_state=state)
    assert client.get(link.get_absolute_url()).status_code == 302


def test_what_is_gone_stays_gone_when_visits_are_switched_off(client, settings):
    settings.VISIT_LINKS = False
    link = gone_link()
    assert "Terakhir diperiksa" in client.get(link.get_absolute_url()).content.decode()
    assert public_link_facts(link, None) == link_facts(link, None)


@pytest.mark.parametrize("state", [LinkState.REACHABLE, LinkState.FAILING])
def test_nothing_else_is_claimed_while_links_are_not_visited(settings, state):
    settings.VISIT_LINKS = False
    assert public_link_facts(gone_link(link_state=state), None) is None


def test_gone_link_that_is_not_published_stays_closed(client):
    assert client.get(gone_link(state=EvidenceState.CLEAN).get_absolute_url()).status_code == 404


def test_other_verbs_are_refused_there_too(client):
    assert client.post(gone_link().get_absolute_url()).status_code == 405


# --- Words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code", "word", "details"),
    [
        (
            {"link_state": LinkState.REACHABLE, "link_failing_since": None},
            "reachable", "Dapat dibuka", ("diperiksa 22 Nov 2026",),
        ),
        (
            {"link_state": LinkState.FAILING},
            "failing", "Sedang tidak dapat dibuka", ("sejak 15 Nov 2026", "diperiksa 22 Nov 2026"),
        ),
        (
            {}, "gone", "Sumber sudah tidak ada",
            ("sejak 15 Nov 2026", "salinan tersimpan 12 Nov 2026", "sidik jari 3f2a91bc77de"),
        ),
    ],
)  # fmt: skip
def test_what_is_known_of_a_link_is_said_in_words(settings, fields, code, word, details):
    link = gone_link(**fields)
    copied(link, settings)
    report = link_report(link)
    assert (report.facts.code, report.facts.word, report.facts.details) == (code, word, details)


def test_link_that_nobody_visited_is_said_to_be_so_in_the_workspace_alone():
    link = gone_link(link_state="", link_visited_at=None, link_failing_since=None)
    assert public_link_facts(link, None) is None
    assert link_facts(link, None).word == "Belum diperiksa"


def test_site_that_lets_no_program_look_is_told_in_the_workspace_alone():
    link = gone_link(link_state=LinkState.NOT_VISITED, link_failing_since=None)
    LinkVisit.objects.create(evidence=link, at=NOW, state=LinkState.NOT_VISITED, problem="link_forbidden")
    assert public_link_facts(link, None) is None
    assert link_report(link).facts.details == ("dicoba 22 Nov 2026",)
    assert link_report(link).problem == (
        "Situs ini menolak pemeriksaan otomatis. Buka sendiri untuk memastikannya."
    )


def test_file_has_no_link_facts():
    assert link_facts(FileFactory(), None) is None
    assert link_report(FileFactory()) is None
