"""What the search offers before anything is typed."""

from dataclasses import dataclass

from django.urls import reverse

from foundation.languages import Told, told
from practices.models import Theme


@dataclass(frozen=True, slots=True)
class Topic:
    name: Told
    url: str


def topics() -> tuple[Topic, ...]:
    """The themes of the gallery; one query."""
    return tuple(
        Topic(told(theme, "name"), reverse("practice_theme", kwargs={"slug": theme.slug}))
        for theme in Theme.objects.all()
    )
