import pytest

from reports.enums import FileFormat
from reports.storage import path_of
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.published_reports import draft, published, withdrawn

pytestmark = pytest.mark.django_db


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_everybody_gets_the_stored_bytes_with_their_headers(client, report):
    build = published(report)
    for file in build.files.all():
        answer = client.get(f"{build.get_absolute_url()}berkas/{file.format}/")
        assert body(answer) == path_of(file.name).read_bytes()
        assert {name: answer[name] for name in ("ETag", "Content-Length", "X-Content-Type-Options")} == {
            "ETag": f'"{file.sha256}"',
            "Content-Length": str(file.size),
            "X-Content-Type-Options": "nosniff",
        }
        assert answer["Cache-Control"] == "public, max-age=31536000, s-maxage=300, immutable"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Content-Disposition"] == f'attachment; filename="{report.slug}-v1.{file.format}"'


def test_broken_download_goes_on_where_it_stopped(client, report):
    build = published(report)
    address = f"{build.get_absolute_url()}berkas/pdf/"
    whole = body(client.get(address))
    part = client.get(address, headers={"range": "bytes=5-"})
    assert (part.status_code, body(part)) == (206, whole[5:])
    etag = f'"{build.files.get(format=FileFormat.PDF).sha256}"'
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


def test_file_of_a_withdrawn_version_is_gone(client, report):
    build = withdrawn(report)
    answer = client.get(f"{build.get_absolute_url()}berkas/pdf/")
    assert (answer.status_code, answer["Cache-Control"]) == (410, "private, no-store")
    assert build.get_absolute_url() in answer.content.decode()


@pytest.mark.parametrize("address", ["v1/berkas/pdf/", "v2/berkas/pdf/", "v1/berkas/exe/"])
def test_what_is_not_published_is_no_file(client, report, address):
    draft(report)
    assert client.get(f"/laporan/{report.slug}/{address}").status_code == 404


def test_file_that_is_missing_on_disk_is_not_there(client, report):
    build = published(report)
    path_of(build.files.get(format=FileFormat.PDF).name).unlink()
    assert client.get(f"{build.get_absolute_url()}berkas/pdf/").status_code == 404


def test_drafts_are_for_the_secretariat(client, report):
    build = draft(report)
    address = f"/laporan/berkas/{build.pk}/pdf/"
    assert client.get(address).status_code == 404
    client.force_login(actors.focal_point(InstitutionFactory()))
    assert client.get(address).status_code == 404
    client.force_login(actors.secretariat_admin())
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert body(answer).startswith(b"%PDF")
    assert client.post(address).status_code == 405
    assert client.get(f"/laporan/berkas/{10**30}/pdf/").status_code == 404
