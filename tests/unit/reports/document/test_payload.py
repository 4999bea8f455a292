import hashlib

import pytest

from reports.document.payload import fingerprint, short_fingerprint
from tests.report_payloads import bilingual_payload, sample_payload

pytestmark = pytest.mark.once


def test_bytes_are_canonical() -> None:
    content = sample_payload().to_bytes()
    assert content.startswith(b'{"address":"https://renaksi.example/')
    assert content.endswith(b',"version":1}\n')
    assert b"Ringkasan" in content


def test_fingerprint_is_of_the_bytes_and_its_beginning_stands_on_pages() -> None:
    content = sample_payload().to_bytes()
    whole = fingerprint(content)
    assert whole == hashlib.sha256(content).hexdigest()
    assert short_fingerprint(whole) == f"{whole[:4]} {whole[4:8]} {whole[8:12]} {whole[12:16]}"


def test_tables_that_become_files_are_those_of_the_first_edition() -> None:
    payload = bilingual_payload()
    assert payload.main is payload.editions[0]
    assert [edition.lang for edition in payload.editions] == ["id", "en"]


def test_edition_knows_its_tables_and_tables_their_columns() -> None:
    table = sample_payload().main.table("commitments")
    assert [table.columns[table.place(key)].key for key in ("key", "url")] == ["key", "url"]
    with pytest.raises(KeyError):
        sample_payload().main.table("nothing")
    with pytest.raises(ValueError, match="nothing"):
        table.place("nothing")
