import pytest

from foundation.web.keys import sent_key


@pytest.mark.parametrize(
    ("text", "key"), [("7", 7), ("", 0), ("-7", 0), ("tujuh", 0), ("²", 0), ("9" * 25, 0), ("9" * 5000, 0)]
)
def test_what_is_no_id_names_no_record(text: str, key: int):
    assert sent_key(text) == key
