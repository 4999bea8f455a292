"""The same payload gives the same bytes in another process, at another time, on another machine."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from reports.rendering.office import office_text
from reports.rendering.qr import qr_svg
from reports.rendering.text_tables import csv_archive
from reports.rendering.workbook import workbook
from tests.report_payloads import bilingual_payload

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[4]
# A library that looks at the clock finds another year.
SCRIPT = """
import time
time.time = lambda now=time.time: now() + 400 * 86400
import django
django.setup()
from tests.unit.reports.rendering.test_reproducible import fingerprints
print("\\n".join(fingerprints()))
"""


def fingerprints() -> list[str]:
    payload = bilingual_payload()
    content = payload.to_bytes()
    files = [draw(payload, content) for draw in (csv_archive, workbook, office_text)]
    return [sha256(file).hexdigest() for file in (*files, qr_svg(payload.address).encode())]


def test_files_are_the_same_in_another_process_zone_and_year() -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "DJANGO_SETTINGS_MODULE": "config.settings.drawing",
    }
    told = subprocess.run(  # noqa: S603 - Python itself, with our own words
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == fingerprints()
