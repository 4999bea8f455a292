"""Two editions of one report are read at one moment, whatever others write meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from renaksi.models import ActionPlan, Commitment
from reports.enums import ReportLanguage
from reports.payload import gathering
from reports.payload.loading import Loaded
from tests.assembled_reports import payload

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite nobody writes meanwhile"),
]


def rename() -> None:
    Commitment.objects.update(title="Judul baru", title_en="New title")
    connection.close()


def test_what_is_written_between_two_editions_is_in_neither(
    plan: ActionPlan, monkeypatch: pytest.MonkeyPatch
):
    read = gathering.load

    def read_then_rename(*subject: Any, **day: Any) -> Loaded:
        found = read(*subject, **day)
        with ThreadPoolExecutor(1) as other:
            other.submit(rename).result()
        return found

    monkeypatch.setattr(gathering, "load", read_then_rename)
    content = payload(plan, language=ReportLanguage.BOTH).to_bytes().decode()
    assert ("Judul baru" in content, "New title" in content) == (False, False)
    assert "New title" in payload(plan, language=ReportLanguage.BOTH).to_bytes().decode()
