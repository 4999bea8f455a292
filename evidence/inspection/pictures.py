"""Pictures are drawn anew: what leaves has the pixels alone, upright and in common colours.

Nothing of EXIF, XMP, IPTC, comments, thumbnails, further frames or trailing bytes is carried over.
"""

import io
import struct
import warnings
import zlib
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps

from evidence.inspection.first_bytes import check_first_bytes, refuse_hidden_archive
from evidence.inspection.refusal import CheckFailed

MOST_PIXELS = 40_000_000
# A progressive JPEG comes in some ten passes over all pixels; thousands are made to keep a reader busy.
MOST_JPEG_SCANS = 64
_SCAN = b"\xff\xda"
_QUALITY = 88
# Of 0 to 6; more makes files a little smaller and takes many times as long.
_WEBP_EFFORT = 1
# Other modes than these the format cannot hold, or not every reader shows.
_SAVED_MODES = {
    "JPEG": frozenset({"L", "RGB"}),
    "PNG": frozenset({"1", "L", "LA", "P", "RGB", "RGBA"}),
    "WEBP": frozenset({"RGB", "RGBA"}),
}
_SIXTEEN_BITS = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})
# What the library raises when it meets bytes that are not what they seem.
_BROKEN = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    SyntaxError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def redraw(source: Path, extension: str, target: Path) -> None:
    """Raises CheckFailed for what is no whole picture of its kind, or too large to be decoded."""
    media_types, opened_as, saved_as = _FORMATS[extension]
    check_first_bytes(source, *media_types)
    data = source.read_bytes()
    refuse_hidden_archive(data)
    if opened_as == "JPEG" and data.count(_SCAN) > MOST_JPEG_SCANS:
        raise CheckFailed("unreadable")
    picture = _decoded(data, opened_as)
    pixels = _in_a_mode_of(saved_as, _in_common_colours(picture))
    # Written outside of what tells a broken picture: a full disk is not the sender's fault.
    pixels.save(target, format=saved_as, quality=_QUALITY, method=_WEBP_EFFORT, exif=b"", xmp=b"")


_FORMATS = {
    "jpg": (("image/jpeg",), "JPEG", "JPEG"),
    "jpeg": (("image/jpeg",), "JPEG", "JPEG"),
    "png": (("image/png", "image/apng"), "PNG", "PNG"),
    "webp": (("image/webp",), "WEBP", "WEBP"),
    "heic": (("image/heic",), "HEIF", "JPEG"),
}


def _decoded(data: bytes, opened_as: str) -> Image.Image:
    """The first frame, upright."""
    # A library that draws documents switches this on for its whole process: half a picture would pass for one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    _learn(opened_as)
    # The library refuses twice as many, by itself and before any decoder gets memory for them.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
    try:
        with warnings.catch_warnings(action="ignore"):
            picture = Image.open(io.BytesIO(data), formats=[opened_as])
            if picture.width * picture.height > MOST_PIXELS:
                raise CheckFailed("too_many_pixels")
            picture.load()
            ImageOps.exif_transpose(picture, in_place=True)
    except Image.DecompressionBombError as error:
        raise CheckFailed("too_many_pixels") from error
    except (OSError, *_BROKEN) as error:
        raise CheckFailed("unreadable") from error
    return picture


def _learn(opened_as: str) -> None:
    if opened_as == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    elif opened_as == "WEBP":
        from PIL import WebPImagePlugin  # noqa: F401 - importing it is what makes the format known


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """In sRGB, which is what a picture without a colour profile means; all that was said about it is dropped."""
    profile = picture.info.get("icc_profile")
    transparency = picture.info.get("transparency")
    picture.info.clear()
    if transparency is not None:
        picture.info["transparency"] = transparency
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    try:
        return _converted(picture, profile)
    except (ImageCms.PyCMSError, OSError, *_BROKEN):
        # A profile that cannot be read helps nobody; the pixels are still the picture.
        return picture


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    common = ImageCms.createProfile("sRGB")
    converted = picture
    if picture.mode == "CMYK":
        converted = ImageCms.profileToProfile(picture, given, common, outputMode="RGB") or picture
    elif "sRGB" not in ImageCms.getProfileDescription(given):
        ImageCms.profileToProfile(picture, given, common, inPlace=True)
    # The library notes the profile that it converted to.
    converted.info.pop("icc_profile", None)
    return converted


def _in_a_mode_of(saved_as: str, picture: Image.Image) -> Image.Image:
    if picture.mode in _SAVED_MODES[saved_as]:
        return picture
    if picture.mode in _SIXTEEN_BITS:
        # The library would cut off what is above 255 instead of scaling it.
        picture = picture.point(lambda value: value / 256).convert("L")
        return picture if saved_as != "WEBP" else picture.convert("RGB")
    has_alpha = picture.has_transparency_data and saved_as != "JPEG"
    converted = picture.convert("RGBA" if has_alpha else "RGB")
    converted.info.clear()
    return converted
