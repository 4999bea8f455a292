"""The code that leads to where a report is checked."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from reports.rendering.qr import qr_svg, verification_address
from tests.report_payloads import SITE, sample_payload

pytestmark = pytest.mark.once

WHOLE = "0123456789abcdef" * 4
ADDRESS = f"{SITE}/laporan/verifikasi/?sidik=0123456789abcdef"


@pytest.mark.parametrize(("lang", "path"), [("id", "/laporan"), ("en", "/en/laporan")])
def test_the_address_is_in_the_language_of_the_report(lang: str, path: str) -> None:
    wanted = f"{SITE}{path}/verifikasi/?sidik=0123456789abcdef"
    assert verification_address(sample_payload(lang=lang), WHOLE) == wanted


def test_another_site_checks_its_own_reports() -> None:
    payload = replace(sample_payload(), site="https://lain.example")
    assert verification_address(payload, WHOLE).startswith("https://lain.example/laporan/")


def test_the_code_is_a_square_of_dark_on_white_without_styles() -> None:
    drawn = ElementTree.fromstring(qr_svg(ADDRESS))  # noqa: S314 - made by us a line above
    assert drawn.attrib == {"viewBox": "0 0 45 45"}
    assert [set(path.attrib) for path in drawn] == [{"fill", "d"}, {"stroke", "d"}]


def test_the_code_of_an_address_is_always_the_same() -> None:
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS) != qr_svg(f"{ADDRESS}0")
