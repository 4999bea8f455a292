"""No picture tells more than it shows, whichever way it came in."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from evidence.actions.checking import check_received_file
from evidence.actions.receiving import announce_file, continue_file, receive_file
from evidence.links.visitor import Finding
from evidence.storage import copies
from evidence.storage.places import path_of
from tests.factories.accounts import UserFactory
from tests.factories.evidence import upload
from tests.factories.institutions import InstitutionFactory
from tests.integration.evidence.metadata import (
    CANARY,
    MAKERS,
    PURE,
    TRACES,
    exif,
    jpeg,
    parts_of,
    profile,
    unpacked,
)

NOW = datetime(2026, 10, 5, 3, tzinfo=UTC)
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic"}

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def whole(content, extension, tmp_path):
    evidence = receive_file(file=upload(content, f"foto.{extension}"), at=NOW, **announced())
    return checked(evidence)


def in_pieces(content, extension, tmp_path):
    evidence = announce_file(name=f"foto.{extension}", size=len(content), **announced())
    half = len(content) // 2
    evidence = continue_file(evidence=evidence, offset=0, pieces=[content[:half]], at=NOW)
    return checked(continue_file(evidence=evidence, offset=half, pieces=[content[half:]], at=NOW))


def from_a_link(content, extension, tmp_path):
    (tmp_path / "body").write_bytes(content)
    path_of(copies.COPIES).mkdir(parents=True)
    finding = Finding(problem=None, content_type=MEDIA_TYPES[extension], body=tmp_path / "body")
    return path_of(copies.keep(finding).derivative_name).read_bytes()


def announced():
    return {"title": "Foto", "institution": InstitutionFactory(), "by": UserFactory()}


def checked(evidence):
    stored = check_received_file(pk=evidence.pk, now=NOW)
    return path_of(stored.derivative_name).read_bytes()


@pytest.mark.parametrize("extension", MAKERS)
def test_the_pictures_of_this_test_do_tell(extension):
    content = unpacked(MAKERS[extension]())
    assert content.count(CANARY) > 3
    assert b"GPSLatitude" in content
    assert profile()[36:40] == b"acsp"


@pytest.mark.parametrize("way", [whole, in_pieces, from_a_link])
@pytest.mark.parametrize("extension", MAKERS)
def test_picture_leaves_without_a_trace(way, extension, tmp_path):
    derivative = way(MAKERS[extension](), extension, tmp_path)

    assert [trace for trace in TRACES if trace in unpacked(derivative)] == []
    assert parts_of(derivative) == PURE[extension]
    with Image.open(io.BytesIO(derivative)) as picture:
        assert (dict(picture.getexif()), getattr(picture, "n_frames", 1)) == ({}, 1)
        assert set(picture.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "loop",
            "background",
        }


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (39, 19)), (6, (19, 0)), (8, (0, 39))])
def test_picture_stands_upright(tmp_path, orientation, corner):
    target = io.BytesIO()
    picture = Image.new("RGB", (40, 20), "white")
    picture.paste("black", (0, 0, 4, 4))
    picture.save(target, format="JPEG", exif=exif(orientation=orientation), quality=95)

    with Image.open(io.BytesIO(whole(target.getvalue(), "jpg", tmp_path))) as upright:
        assert upright.size == ((20, 40) if orientation in {6, 8} else (40, 20))
        assert upright.getpixel(corner)[0] < 60


def wider_profile():
    """sRGB with red and blue exchanged: nobody could take one for the other."""
    plain = bytearray(profile())
    red, blue = plain.index(b"rXYZ"), plain.index(b"bXYZ")
    plain[red : red + 4], plain[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(plain)


@pytest.mark.parametrize(("extension", "image_format"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_colours_of_another_space_stay_what_they_were_seen_as(tmp_path, extension, image_format):
    target = io.BytesIO()
    Image.new("RGB", (16, 16), (250, 10, 10)).save(target, format=image_format, icc_profile=wider_profile())

    with Image.open(io.BytesIO(whole(target.getvalue(), extension, tmp_path))) as picture:
        red, _green, blue = picture.convert("RGB").getpixel((8, 8))
    assert (red < 60, blue > 200) == (True, True)


def test_profile_that_cannot_be_read_does_not_cost_the_picture(tmp_path):
    target = io.BytesIO()
    Image.new("RGB", (16, 16), (250, 10, 10)).save(target, format="PNG", icc_profile=b"rusak" * 40)
    with Image.open(io.BytesIO(whole(target.getvalue(), "png", tmp_path))) as picture:
        assert picture.getpixel((8, 8)) == (250, 10, 10)


def test_printed_colours_become_those_of_screens(tmp_path):
    target = io.BytesIO()
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(target, format="JPEG")
    with Image.open(io.BytesIO(whole(target.getvalue(), "jpg", tmp_path))) as picture:
        assert picture.mode == "RGB"
        assert picture.getpixel((8, 8))[0] > 200


def test_grey_of_sixteen_bits_keeps_its_shade(tmp_path):
    target = io.BytesIO()
    Image.new("I;16", (16, 16), 32768).save(target, format="PNG")
    with Image.open(io.BytesIO(whole(target.getvalue(), "png", tmp_path))) as picture:
        assert (picture.mode, picture.getpixel((8, 8))) == ("L", 128)


# Its index of further pictures is a lie, as the canary that stands in it is.
@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
def test_jpeg_that_was_made_for_this_test_is_one_for_every_reader():
    with Image.open(io.BytesIO(jpeg())) as picture:
        picture.load()
        assert picture.getexif()[0x010F] == CANARY.decode()
