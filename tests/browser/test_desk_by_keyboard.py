"""The verifier's desk by keyboard alone: one report verified, one returned with a ready sentence."""

import re

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from evidence.enums import EvidenceState
from evidence.models import Evidence
from renaksi.enums import UpdateState
from renaksi.models import ProgressUpdate, Review, ReviewLock
from tests.browser import people
from tests.browser.screens import assert_fit_for_everyone
from tests.browser.test_workspace_steps import signed_in


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def said(page: Page) -> Locator:
    return page.locator("[data-said]")


def verifies_from_the_queue(page: Page) -> str:
    """The title of the report."""
    press(page, "j")
    title = page.evaluate("document.activeElement.textContent")
    press(page, "x", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    press(page, "a")
    expect(said(page)).to_have_text(re.compile("^Diterima: "))
    press(page, "j")
    expect(page.locator("[data-panel-number]")).to_have_text("Bukti 2 dari 2")
    assert ReviewLock.objects.filter(until__gt=timezone.now()).count() == 1
    press(page, "a", "v")
    expect(page.get_by_role("button", name="Verifikasi")).to_be_focused()
    press(page, "v")
    expect(page.get_by_text("Terverifikasi: nilainya sudah tampil kepada publik.")).to_be_visible()
    return str(title)


def returns_with_a_ready_sentence(page: Page) -> None:
    shown = page.locator("[data-judged].is-shown")
    press(page, "r", "3")
    expect(shown.locator("[data-templates]")).to_be_focused()
    press(page, "Enter")
    note = shown.get_by_label("Yang perlu diperbaiki")
    expect(note).to_have_value(re.compile("^Dokumen belum bertanda tangan"))
    page.keyboard.type(" Lembar kedua.")
    press(page, "Escape")
    assert_fit_for_everyone(page)
    press(page, "b", "b")
    expect(page.get_by_text("Dikembalikan kepada pelapor dengan alasannya.")).to_be_visible()


def test_reports_are_judged_by_keyboard_alone(page: Page) -> None:
    Evidence.objects.filter(items__update__state__in=["submitted", "in_review"]).update(
        state=EvidenceState.CLEAN, hints_cleared_at=timezone.now()
    )
    signed_in(page, people.VERIFIER).goto("/ruang-kerja/telaah/")
    first = verifies_from_the_queue(page)
    # The next report of the queue is open by now.
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    returns_with_a_ready_sentence(page)

    notes = dict(Review.objects.order_by("-at").values_list("update__state", "note")[:2])
    assert set(notes) == {UpdateState.VERIFIED, UpdateState.RETURNED}
    assert notes[UpdateState.RETURNED].endswith("Lembar kedua.")
    assert not ProgressUpdate.objects.waiting_for_verdict().filter(review_lock__isnull=False).exists()


def test_keys_can_be_seen_and_switched_off(page: Page) -> None:
    signed_in(page, people.VERIFIER).goto("/ruang-kerja/telaah/")
    press(page, "?")
    expect(page.get_by_role("dialog", name="Tombol pintas")).to_be_visible()
    assert_fit_for_everyone(page)
    page.get_by_label("Tombol pintas hidup").uncheck()
    press(page, "Escape")
    page.reload()
    press(page, "j")
    assert page.evaluate("document.activeElement === document.body")
