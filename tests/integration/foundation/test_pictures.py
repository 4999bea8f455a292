from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def store(name: str) -> None:
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"isi")


def test_rendered_picture_is_served(client: Client) -> None:
    store("images/rapat.width-800.jpg")
    response = client.get("/media/images/rapat.width-800.jpg")
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"isi")


@pytest.mark.parametrize(
    "path",
    [
        "original_images/rapat.jpg",
        "images/../original_images/rapat.jpg",
        "images/%2e%2e/original_images/rapat.jpg",
        "images//../../original_images/rapat.jpg",
        "documents/surat.pdf",
        "images/../../renaksi.sqlite3",
    ],
)
def test_nothing_else_leaves_through_the_door_of_pictures(client: Client, path: str) -> None:
    store("original_images/rapat.jpg")
    store("documents/surat.pdf")
    store("images/rapat.width-800.jpg")
    assert client.get(f"/media/{path}").status_code == 404
