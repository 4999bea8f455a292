"""What the search finds of the agenda."""

from django.utils.translation import gettext_lazy as _

from agenda.models import EventPage
from foundation.search.sources import Findable, Source, words_of


def _describe(event: EventPage) -> Findable:
    where = [event.place, event.region.name if event.region else ""]
    return Findable(
        title=event.title,
        title_en=event.title_en,
        context=" · ".join(filter(None, where)),
        text=f"{event.summary} {words_of(event.body)}",
        text_en=f"{event.summary_en} {words_of(event.body_en)}".strip(),
        is_sample=event.is_sample,
    )


SOURCES = (
    Source(
        kind="agenda",
        label=_("Agenda"),
        records=lambda: EventPage.objects.select_related("region"),
        public=EventPage.objects.live,
        describe=_describe,
        is_page=True,
    ),
)
