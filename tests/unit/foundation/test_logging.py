import json
import logging

import pytest
from django.test import RequestFactory

from foundation.logging import JsonFormatter, current_request_id, without_personal_data


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("a.logger", logging.WARNING, "file.py", 1, message, args, None)
    made.created = 1_490_918_400.25
    made.__dict__.update(extra)
    return made


def test_a_line_holds_these_keys_and_no_other() -> None:
    line = record("%s files", 3, user="budi", ip="10.0.0.1")
    assert json.loads(JsonFormatter().format(line)) == {
        "time": "2017-03-31T00:00:00.250+00:00",
        "level": "WARNING",
        "logger": "a.logger",
        "message": "3 files",
        "request_id": "",
    }


def test_a_line_break_in_a_message_makes_no_second_line() -> None:
    assert JsonFormatter().format(record('one\n{"level": "INFO"}')).count("\n") == 0


def test_the_request_id_of_the_running_request() -> None:
    token = current_request_id.set("abc")
    line = JsonFormatter().format(record("x"))
    current_request_id.reset(token)
    assert json.loads(line)["request_id"] == "abc"


def test_the_request_id_of_a_request_that_was_left() -> None:
    request = RequestFactory().get("/")
    request.request_id = "def"
    assert json.loads(JsonFormatter().format(record("x", request=request)))["request_id"] == "def"


def refuse(address: str) -> None:
    raise ValueError(f"Key (email)=({address}) already exists")


def test_an_exception_is_told_without_personal_data() -> None:
    with pytest.raises(ValueError, match="already exists") as caught:
        refuse("budi@contoh.test")
    line = record("failed", exc_info=(caught.type, caught.value, caught.tb))
    told = json.loads(JsonFormatter().format(line))["exception"].splitlines()
    assert (told[0], told[-1]) == (
        "Traceback (most recent call last):",
        "ValueError: Key (email)=([email]) already exists",
    )


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail to siti.a+b@dinas.contoh.go.id failed", "mail to [email] failed"),
        ("NIK 1171012345678901.", "NIK [nik]."),
        ("call 081234567890 or +6281234567890", "call [phone] or [phone]"),
        ("from 203.0.113.7:443", "from [address]:443"),
        ("Not Found: /cari/?q=budi+santoso&x=1 twice", "Not Found: /cari/?[query] twice"),
        ("12345678901234567 rows in 1.2.3", "12345678901234567 rows in 1.2.3"),
    ],
)
def test_without_personal_data(text: str, masked: str) -> None:
    assert without_personal_data(text) == masked
