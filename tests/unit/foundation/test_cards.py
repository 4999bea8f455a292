from io import BytesIO

import pytest
from PIL import Image

from foundation.reach.cards import SIZE, card_png
from foundation.reach.citables import Citable

LONG = "Peningkatan keterbukaan data dan partisipasi masyarakat dalam perencanaan pembangunan desa " * 5


def drawn(**parts) -> Image.Image:
    citable = Citable(**{"title": "Janji", "path": "/", "kicker": "Komitmen 1", **parts})
    return Image.open(BytesIO(card_png(citable))).convert("RGB")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything is drawn in that part."""
    return len(image.crop(box).getcolors(256) or []) != 1


@pytest.mark.parametrize("title", ["Janji", LONG, "tanpaspasi" * 60, "日本", ""])
def test_title_stays_inside_the_picture(title):
    image = drawn(title=title, facts=("Satu", "Dua", "Tiga"))
    assert image.size == SIZE
    assert not ink(image, (SIZE[0] - 70, 20, SIZE[0], SIZE[1]))
    assert not ink(image, (0, SIZE[1] - 16, *SIZE))


def test_facts_are_drawn_under_the_title():
    assert not ink(drawn(), (72, 300, 1128, 540))
    assert ink(drawn(facts=("Kementerian Contoh", "Terbukti 62 %", "per 31 Mar 2027")), (72, 200, 1128, 540))


def test_longest_title_and_facts_leave_the_name_of_the_site_alone():
    """Between the facts and the line above the name stands nothing."""
    assert not ink(drawn(title=LONG, facts=("Satu", "Dua", "Tiga")), (0, 535, SIZE[0], 546))
