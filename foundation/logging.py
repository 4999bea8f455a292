"""Logs as one JSON object per line, in UTC, without personal data.

Only what is named here is written: no headers, no form, no user, no query string of an address. What
still slips into a message or a traceback (a database error quotes values) is masked.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# Set by RequestIdMiddleware for the time of one request; "" outside of requests.
current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")

# What names a person: mail address, national identity number (16 digits), phone number, network address.
_PERSONAL = (
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[email]"),
    (re.compile(r"(?<!\d)\d{16}(?!\d)"), "[nik]"),
    (re.compile(r"(?<![\w+])(?:\+62|62|0)8\d{7,11}(?!\d)"), "[phone]"),
    (re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"), "[address]"),
    (re.compile(r"(?<=\?)[^\s\"'<>]+"), "[query]"),
)
# What lets somebody in although no name is asked: the secret part of the addresses that are mailed.
_SECRETS = (
    (re.compile(r"(?<=/masuk/tautan/)[^/\s\"'<>]+"), "[secret]"),
    (re.compile(r"(?<=/masuk/sandi/baru/)[^/\s\"'<>]+"), "[secret]"),
    *(
        (re.compile(rf"(?<=/praktik/{place}/)[^/\s\"'<>]+"), "[secret]")
        for place in ("daftar", "tiru", "replikasi", "konfirmasi")
    ),
)


def without_personal_data(text: str) -> str:
    """The text with everything masked that looks like a person's data, an address's query string or its secret."""
    for pattern, mask in (*_PERSONAL, *_SECRETS):
        text = pattern.sub(mask, text)
    return text


class JsonFormatter(logging.Formatter):
    """Keys: time (ISO 8601, UTC), level, logger, message, request_id, and exception if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
            "request_id": self._request_id(record),
        }
        if record.exc_info:
            entry["exception"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)

    def _request_id(self, record: logging.LogRecord) -> str:
        """Django logs an error with its request, sometimes after the request has been left."""
        request = getattr(record, "request", None)
        return current_request_id.get() or getattr(request, "request_id", "")
