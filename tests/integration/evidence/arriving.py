"""A file on its way, and what is on disk of it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.models import User
from evidence.actions.receiving import announce_file, receive_file
from evidence.models import Evidence
from institutions.models import Institution
from tests.factories.evidence import PDF, pdf_upload

NOW = datetime(2026, 10, 5, 3, tzinfo=UTC)


def announce(sender: User, agency: Institution, content: bytes = PDF, **fields: Any) -> Evidence:
    values = {
        "name": "laporan.pdf",
        "size": len(content),
        "title": "Laporan",
        "institution": agency,
        "by": sender,
    }
    return announce_file(**{**values, **fields})


def receive(sender: User, agency: Institution, file: Any = None, **fields: Any) -> Evidence:
    values = {"title": "Laporan", "institution": agency, "by": sender, "at": NOW}
    return receive_file(file=file or pdf_upload(), **{**values, **fields})


def files_on_disk() -> dict[str, bytes]:
    root = Path(settings.EVIDENCE_ROOT)
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
