"""The kinds of files that are taken, by the ending of their names."""

from dataclasses import dataclass

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """`kept_as` is the ending of what may be opened; `is_redrawn`: that is a new picture, not the bytes as sent."""

    content_type: str
    kept_as: str
    is_redrawn: bool = False


_JPEG = Kind("image/jpeg", "jpg", is_redrawn=True)

KINDS: dict[str, Kind] = {
    "jpg": _JPEG,
    "jpeg": _JPEG,
    # Few programs of readers open it.
    "heic": _JPEG,
    "png": Kind("image/png", "png", is_redrawn=True),
    "webp": Kind("image/webp", "webp", is_redrawn=True),
    "pdf": Kind("application/pdf", "pdf"),
    "docx": Kind(f"{_OFFICE}wordprocessingml.document", "docx"),
    "xlsx": Kind(f"{_OFFICE}spreadsheetml.sheet", "xlsx"),
    "pptx": Kind(f"{_OFFICE}presentationml.presentation", "pptx"),
    "csv": Kind("text/csv", "csv"),
    "txt": Kind("text/plain", "txt"),
}

# What the inspection writes, whatever it says: a new picture has this name below its private folder.
DERIVATIVE = "derivative"
