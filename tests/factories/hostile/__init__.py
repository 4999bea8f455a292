"""Files that somebody may send to do harm, made by code: each with the code of the sentence that must refuse it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """`code` is empty for an honest file."""

    name: str
    extension: str
    make: Callable[[], bytes]
    code: str = ""


def all_hostile() -> tuple[Case, ...]:
    from tests.factories.hostile.archives import ARCHIVES
    from tests.factories.hostile.offices import OFFICES
    from tests.factories.hostile.pdfs import PDFS
    from tests.factories.hostile.pictures import PICTURES
    from tests.factories.hostile.strangers import STRANGERS

    return (*ARCHIVES, *OFFICES, *PDFS, *PICTURES, *STRANGERS)
