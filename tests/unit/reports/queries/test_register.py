import pytest

from reports.queries.register import cleaned_digits

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("1a2b 3c4d 5e6f 7081", "1a2b3c4d5e6f7081"),
        (" 1A2B-3C4D–5E6F:7081\n", "1a2b3c4d5e6f7081"),
        ("1a2b3c4d5e6f", "1a2b3c4d5e6f"),
        ("ab" * 32, "ab" * 32),
        ("1a2b3c4d5e6", ""),
        ("ab" * 32 + "a", ""),
        ("1a2b3c4d5e6g", ""),
        ("", ""),
        ("laporan.pdf", ""),
        ("1a2b3c4d5e6f" + " " * 300 + "7", "1a2b3c4d5e6f"),
        ("\u0661\u0662" * 8, ""),
    ],
)
def test_fingerprint_is_read_as_people_type_it(typed, digits):
    assert cleaned_digits(typed) == digits
