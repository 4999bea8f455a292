"""Every step in the workspace: fit for everyone at 390 and 1280 px in both lights."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from evidence.actions.previewing import draw_preview
from evidence.enums import EvidenceState, LinkState
from evidence.models import Evidence
from evidence.storage.places import path_of
from renaksi.enums import UpdateState
from renaksi.models import Milestone, ProgressUpdate, ReportingPeriod
from tests.browser import people
from tests.browser.desks import MILESTONE
from tests.browser.screens import assert_fit_for_everyone
from tests.factories.evidence import FileFactory, picture
from tests.factories.previews import text_pdf
from tests.factories.renaksi import ItemFactory


def update_in(state: UpdateState) -> ProgressUpdate:
    return ProgressUpdate.objects.current().filter(state=state).earliest("pk")


def report_address(update: ProgressUpdate) -> str:
    return reverse("workspace:report", args=[update.period_id, update.milestone_id])


def unbegun() -> str:
    milestone = Milestone.objects.get(title="Laporan bulanan aduan terbit tanpa terputus")
    period = ReportingPeriod.objects.get(plan=milestone.commitment.plan, state="open")
    return reverse("workspace:report", args=[period.pk, milestone.pk])


def behalf() -> str:
    """The choice that lists the milestones of one institution."""
    update = update_in(UpdateState.DRAFT)
    return f"period={update.period_id}&institution={update.institution_id}"


def page_of(name: str, state: UpdateState) -> Callable[[], str]:
    return lambda: reverse(f"workspace:{name}", args=[update_in(state).pk])


def marked() -> str:
    """All that waits in one table, alike or not."""
    waiting = ProgressUpdate.objects.waiting_for_verdict().values_list("pk", flat=True)
    return f"{reverse('workspace:bulk_review')}?{'&'.join(f'laporan={pk}' for pk in waiting)}"


def monitored_commitment() -> int:
    return Milestone.objects.get(title="Laporan bulanan aduan terbit tanpa terputus").commitment_id


def proof_of(content: bytes, name: str, **fields: object) -> Callable[[], str]:
    """The address of a proof of the report under review, drawn from this file."""

    def address() -> str:
        derivative = f"clean/{name}"
        path_of(derivative).write_bytes(content)
        update = update_in(UpdateState.IN_REVIEW)
        values = {"state": EvidenceState.CLEAN, "institution": update.institution, "title": f"Bukti {name}"}
        evidence = FileFactory(**{**values, "original_name": name, "derivative_name": derivative, **fields})
        ItemFactory(update=update, evidence=evidence)
        draw_preview(pk=evidence.pk, now=timezone.now())
        return reverse("workspace:proof", args=[evidence.public_id])

    return address


def sample(view: str, **facts: object) -> Callable[[], str]:
    """The page of the one proof in the sample of which that is true."""
    return lambda: reverse(f"workspace:{view}", args=[Evidence.objects.get(**facts).public_id])


PERSONAL = "NIK 3201010101900001, telepon 0812-3456-7890"
ROWS = "Nama;NIK;Telepon\n" + "Peserta contoh;3201010101900001;0812-3456-7890\n" * 300

STEPS: dict[str, tuple[str, Callable[[], str]]] = {
    "home": (people.FOCAL_POINT, lambda: reverse("workspace:home")),
    "home, returned": ("inspektorat@renaksi.test", lambda: reverse("workspace:home")),
    "report, steps": (people.FOCAL_POINT, lambda: report_address(update_in(UpdateState.DRAFT))),
    "report, returned": ("inspektorat@renaksi.test", lambda: report_address(update_in(UpdateState.RETURNED))),
    "report, unbegun": ("inspektorat@renaksi.test", unbegun),
    "update": ("bappeda@renaksi.test", page_of("update", UpdateState.SUBMITTED)),
    "update, verified": (people.FOCAL_POINT, page_of("update", UpdateState.VERIFIED)),
    "receipt": ("bappeda@renaksi.test", page_of("receipt", UpdateState.SUBMITTED)),
    "receipts": (people.FOCAL_POINT, lambda: reverse("workspace:receipts")),
    "on behalf": (people.ADMIN, lambda: f"{reverse('workspace:on_behalf')}?{behalf()}"),
    "on behalf, letter": (people.ADMIN, lambda: unbegun().replace("lapor", "atas-nama")),
    "approvals": (people.APPROVER, lambda: reverse("workspace:approvals")),
    "approval": (people.APPROVER, page_of("approval", UpdateState.AWAITING_AGENCY)),
    "approvals, region": (people.COORDINATOR, lambda: reverse("workspace:approvals")),
    "queue": (people.VERIFIER, lambda: reverse("workspace:queue")),
    "review, together": (people.VERIFIER, marked),
    "review": (people.VERIFIER, page_of("review", UpdateState.IN_REVIEW)),
    "proof, pages": (people.VERIFIER, proof_of(text_pdf("Laporan", PERSONAL), "laporan.pdf")),
    "proof, picture": (people.VERIFIER, proof_of(picture("JPEG", (1600, 900)), "foto.jpg")),
    "proof, table": (people.VERIFIER, proof_of(ROWS.encode(), "daftar.csv")),
    "proof, text": (people.VERIFIER, proof_of(f"Notulen\n{PERSONAL}".encode(), "notulen.txt")),
    "proof, not drawn": (people.VERIFIER, proof_of(b"%PDF-1.7 rusak", "rusak.pdf")),
    "proof, refused": (
        people.VERIFIER,
        proof_of(b"x", "makro.docx", state=EvidenceState.REJECTED, state_reason="has_macros"),
    ),
    "proof, source gone": (people.VERIFIER, sample("proof", link_state=LinkState.GONE)),
    "proof, held back": (
        people.VERIFIER,
        sample("proof", state=EvidenceState.CLEAN, approved_at__isnull=False),
    ),
    "takedown": (people.VERIFIER, sample("takedown", link_state=LinkState.GONE)),
    "tombstone": (people.VERIFIER, sample("takedown", state=EvidenceState.TAKEN_DOWN)),
    "monitoring": (people.MONITOR, lambda: reverse("workspace:monitoring")),
    "note": (people.MONITOR, lambda: reverse("workspace:note", args=[monitored_commitment()])),
    "sign out": (people.FOCAL_POINT, lambda: reverse("account_logout")),
    "password": (people.FOCAL_POINT, lambda: reverse("account_change_password")),
}


def signed_in(page: Page, email: str) -> Page:
    """Without the door: that one is tried in the journeys."""
    client = Client()
    client.force_login(User.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
    page.goto("/robots.txt")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}]
    )
    return page


@pytest.mark.parametrize(("email", "address"), STEPS.values(), ids=STEPS)
def test_step_is_fit_for_everyone(page: Page, email: str, address: Callable[[], str]) -> None:
    answer = signed_in(page, email).goto(address())
    assert answer is not None
    assert (answer.status, answer.request.redirected_from, page.locator("h1").count()) == (200, None, 1)
    assert_fit_for_everyone(page)


def test_refused_report_is_fit_for_everyone(page: Page) -> None:
    signed_in(page, people.FOCAL_POINT).goto(report_address(update_in(UpdateState.DRAFT)))
    page.get_by_label("Perkembangan").fill("")
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("alert").filter(has_text="Belum dapat dikirim")).to_be_visible()
    assert_fit_for_everyone(page)


def test_refused_verdict_is_fit_for_everyone(page: Page) -> None:
    signed_in(page, people.VERIFIER).goto(page_of("review", UpdateState.IN_REVIEW)())
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_role("link", name=re.compile("Alasan pengembalian belum dipilih"))).to_be_visible()
    assert_fit_for_everyone(page)


def test_receipt_after_sending_is_fit_for_everyone(page: Page) -> None:
    signed_in(page, people.FOCAL_POINT).goto(reverse("workspace:home"))
    page.get_by_role("link", name=MILESTONE).click()
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("region", name="Tanda terima")).to_be_visible()
    assert_fit_for_everyone(page)
