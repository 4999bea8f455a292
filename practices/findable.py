"""What the search finds of the gallery."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from foundation.search.sources import Findable, Source, words_of
from practices.models import PracticePage

_TEXTS = ("summary", "problem", "action", "participants", "cost", "lessons", "stopped_lesson")


def _describe(practice: PracticePage) -> Findable:
    place = practice.region.name if practice.region else practice.place_name
    return Findable(
        title=practice.title,
        title_en=practice.title_en,
        context=_line(practice.theme.name, place),
        context_en=_line(practice.theme.name_en, place) if practice.theme.name_en else "",
        text=_line(practice.owner_name, *_texts(practice, _TEXTS), words_of(practice.body)),
        text_en=_line(*_texts(practice, [f"{name}_en" for name in _TEXTS]), words_of(practice.body_en)),
        is_sample=practice.is_sample,
    )


def _texts(practice: PracticePage, names: Iterable[str]) -> list[str]:
    return [getattr(practice, name) for name in names]


def _line(*parts: str) -> str:
    return " · ".join(filter(None, parts))


SOURCES = (
    Source(
        kind="praktik",
        label=_("Praktik baik"),
        records=lambda: PracticePage.objects.select_related("theme", "region"),
        public=PracticePage.objects.live,
        describe=_describe,
        is_page=True,
    ),
)
