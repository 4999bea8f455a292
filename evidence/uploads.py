"""What is refused of an upload before a byte is read, and the exception that says so."""

from pathlib import Path
from typing import Any

from django.conf import settings

from evidence.inspection.kinds import KINDS
from evidence.messages import sentence, too_large_values

ALLOWED_EXTENSIONS = tuple(KINDS)


class UploadRefused(Exception):
    """`code` finds the sentence; `str()` is the sentence itself, for whoever sent it."""

    def __init__(self, code: str, values: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values = values or {}

    def __str__(self) -> str:
        return sentence(self.code, self.values)


def extension_of(original_name: str) -> str:
    """In lower case without the dot; raises UploadRefused if it is not on the allow-list."""
    extension = Path(original_name).suffix.removeprefix(".").lower()
    if not extension:
        raise UploadRefused("type_missing")
    if extension not in ALLOWED_EXTENSIONS:
        raise UploadRefused("type_not_allowed", {"extension": f".{extension[:10]}"})
    return extension


def refuse_by_size(size: int | None) -> None:
    """For a size that is announced, before a byte is read."""
    if size == 0:
        raise UploadRefused("empty")
    if size is not None and size > settings.EVIDENCE_MAX_BYTES:
        raise UploadRefused("too_large", too_large_values(settings.EVIDENCE_MAX_BYTES))
