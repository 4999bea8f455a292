"""Pages that stand for themselves: about, method, accessibility, privacy, contact."""

from home.models import HomePage, StandardPage
from home.seed.files import load
from home.seed.tree import child


def seed_standard_pages() -> None:
    home = HomePage.objects.get()
    for text in load("standard_pages"):
        child(home, StandardPage, text)
