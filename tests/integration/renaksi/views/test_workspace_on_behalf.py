"""The secretariat types in what came by letter: marked as such everywhere, reviewed by somebody else, over nobody's draft."""

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.enums import EvidenceState, Visibility
from evidence.models import Evidence
from renaksi.actions.on_behalf import start_on_behalf
from renaksi.actions.refusals import Refused, ReviewRefused
from renaksi.actions.reviews import start_review
from renaksi.enums import UpdateState
from renaksi.models import ProgressUpdate
from tests import actors
from tests.factories.evidence import pdf_upload, upload
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import MilestoneFactory
from tests.integration.renaksi.views.running import TYPED
from tests.reporting import draft

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MARK = "Dimasukkan sekretariat atas nama"


@pytest.fixture
def secretariat(client, running):
    client.force_login(running.admin)
    return client


def letter_address(line):
    return reverse("workspace:on_behalf_letter", args=[line.period.pk, line.milestone.pk])


def report_address(line):
    return reverse("workspace:report", args=[line.period.pk, line.milestone.pk])


def send_letter(client, line, **fields):
    given = {"letter": pdf_upload(), "title": "Surat nomor 12 (contoh)", "dated": "2026-10-03", "key": "k"}
    return client.post(letter_address(line), {**given, **fields})


def choice(client, line):
    asked = {"period": line.period.pk, "institution": line.institution.pk}
    return client.get(reverse("workspace:on_behalf"), asked).context["lines"]


def typed_in(client, line):
    send_letter(client, line)
    fields = {"revision": 1, **TYPED, "action": "submit", "bukti-lain-url": "https://contoh.test/a"}
    client.post(report_address(line), fields)
    return ProgressUpdate.objects.get()


def test_what_is_expected_and_not_begun_comes_first(secretariat, running):
    draft(running)
    unbegun = MilestoneFactory(commitment=running.milestone.commitment, responsible=running.institution)
    MilestoneFactory(commitment=running.milestone.commitment, responsible=InstitutionFactory())
    lines = choice(secretariat, running)
    address = reverse("workspace:on_behalf_letter", args=[running.period.pk, unbegun.pk])
    assert [(one.code, one.url) for one in lines] == [("open", address), ("draft", "")]
    assert lines[1].hint == "Instansi sedang mengisinya sendiri; drafnya tidak ditimpa."


def test_letter_is_kept_internal_and_begins_the_draft(secretariat, running):
    response = send_letter(secretariat, running)
    assert (response.status_code, response.headers["Location"]) == (302, report_address(running))
    update = ProgressUpdate.objects.get()
    source = update.on_behalf_source
    assert (update.author, update.institution, source.title, source.visibility, source.state) == (
        running.admin,
        running.institution,
        "Surat nomor 12 (contoh)",
        Visibility.INTERNAL,
        EvidenceState.QUARANTINED,
    )
    # A second tap keeps one letter; the page of the letter then leads to the report.
    send_letter(secretariat, running)
    assert Evidence.objects.count() == 1
    assert secretariat.get(letter_address(running)).headers["Location"] == report_address(running)


@pytest.mark.parametrize(
    ("letter", "field", "says"),
    [
        ("", "letter", "Surat belum dipilih"),
        (upload(b"x", "surat.exe"), "letter", "Jenis berkas .exe tidak diterima"),
    ],
)
def test_refused_letter_begins_nothing(secretariat, running, letter, field, says):
    response = send_letter(secretariat, running, letter=letter)
    assert response.status_code == 422
    assert says in response.context["form"].errors[field][0]
    assert (ProgressUpdate.objects.count(), Evidence.objects.count()) == (0, 0)
    assert response.context["form"]["title"].value() == "Surat nomor 12 (contoh)"


def test_draft_of_the_institution_is_not_overwritten(secretariat, running):
    theirs = draft(running)
    response = send_letter(secretariat, running)
    assert response.status_code == 422
    theirs.refresh_from_db()
    assert (theirs.on_behalf_source, theirs.author) == (None, running.reporter)
    assert Evidence.objects.count() == 0
    assert secretariat.get(report_address(running)).status_code == 404


def test_institution_that_begins_while_the_letter_comes_keeps_its_draft(running):
    class Slow:
        """Bytes during which the institution opens its form."""

        name, size = "surat.pdf", None

        def chunks(self):
            draft(running)
            yield pdf_upload().read()

    with pytest.raises(Refused) as refusal:
        start_on_behalf(
            milestone=running.milestone,
            period=running.period,
            letter=Slow(),
            title="",
            dated=None,
            by=running.admin,
            at=timezone.now(),
        )
    assert refusal.value.codes == ("draft_of_institution",)
    assert ProgressUpdate.objects.get().author == running.reporter


def test_report_is_marked_wherever_it_is_read(secretariat, running, client):
    update = typed_in(secretariat, running)
    assert update.state == UpdateState.SUBMITTED
    client.force_login(running.reporter)
    page = client.get(reverse("workspace:update", args=[update.pk])).content.decode()
    assert f"{MARK} {running.institution.name}, berdasarkan surat tanggal 3 Okt 2026" in page
    assert "Surat nomor 12 (contoh)" in page
    client.force_login(running.verifier)
    assert MARK in client.get(reverse("workspace:review", args=[update.pk])).content.decode()
    client.logout()
    public = client.get(running.milestone.commitment.get_absolute_url()).content.decode()
    assert "dimasukkan sekretariat atas nama" in public
    assert "Surat nomor 12" not in public


def test_receipt_is_marked_and_leads_who_typed_it_in_to_their_next_choice(secretariat, running):
    update = typed_in(secretariat, running)
    page = secretariat.get(reverse("workspace:receipt", args=[update.pk])).content.decode()
    assert f"{MARK} {running.institution.name}, berdasarkan surat tanggal 3 Okt 2026" in page
    assert page.count(f'class="button" href="{reverse("workspace:on_behalf")}"') == 1


def test_who_typed_it_in_cannot_review_it(secretariat, running):
    update = typed_in(secretariat, running)
    with pytest.raises(ReviewRefused) as refusal:
        start_review(update=update, by=running.admin, at=timezone.now())
    assert refusal.value.codes == ("own_work",)
    start_review(update=update, by=actors.secretariat_admin(), at=timezone.now())


def test_nobody_else_types_in_for_an_institution(client, running):
    for person in (running.reporter, running.verifier, running.outsider, actors.editor()):
        client.force_login(person)
        assert client.get(reverse("workspace:on_behalf")).status_code == 404
        assert send_letter(client, running).status_code == 404
    assert ProgressUpdate.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_choice_takes_the_same_queries_for_any_number_of_rows(
    secretariat, running, django_assert_num_queries, count
):
    for _ in range(count - 1):
        MilestoneFactory(commitment=running.milestone.commitment, responsible=running.institution)
    with django_assert_num_queries(11):
        assert len(choice(secretariat, running)) == count
