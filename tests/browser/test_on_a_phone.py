"""A focal point with a cheap phone: 390 px, no scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from renaksi.enums import UpdateState
from renaksi.models import ProgressUpdate
from tests.browser.desks import MILESTONE, FocalPoint
from tests.browser.people import sign_out
from tests.browser.screens import assert_nothing_sticks_out


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, java_script_enabled=False)
def test_report_is_sent_with_its_proofs(page: Page, certificate: Path) -> None:
    focal_point = FocalPoint(page, scripts=False)

    focal_point.sees_what_is_owed()
    focal_point.fills_and_saves(certificate)
    focal_point.adds_link("https://contoh.test/foto", "Foto pelatihan")
    number = focal_point.submits()

    receipt = page.get_by_role("region", name="Tanda terima")
    expect(receipt.get_by_text("Sertifikat walidata")).to_be_visible()
    expect(receipt.get_by_text("Foto pelatihan")).to_be_visible()
    stored = ProgressUpdate.objects.get(receipt=number)
    assert (stored.milestone.title, stored.state, stored.step) == (MILESTONE, UpdateState.SUBMITTED, 100)
    titles = stored.items.order_by("pk").values_list("evidence__title", flat=True)
    assert list(titles) == ["Sertifikat walidata", "Foto pelatihan"]

    page.get_by_role("link", name="Kembali ke laporan saya").click()
    sent = page.get_by_role("region", name=re.compile("Terkirim"))
    expect(sent.get_by_role("link", name=MILESTONE)).to_be_visible()
    sign_out(page)


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_everything_fits_on_the_way(page: Page, certificate: Path) -> None:
    focal_point = FocalPoint(page)
    focal_point.sees_what_is_owed()
    assert_nothing_sticks_out(page)
    focal_point.fills_and_saves(certificate)
    assert_nothing_sticks_out(page)
    focal_point.submits()
    assert_nothing_sticks_out(page)
