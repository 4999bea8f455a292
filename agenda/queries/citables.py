"""Events as they are cited and shared (`foundation.reach.citables`)."""

from django.utils.translation import gettext as _

from agenda.models import EventPage
from foundation.languages import told
from foundation.reach.citables import Citable


def citable_event(key: int) -> Citable | None:
    page = EventPage.objects.live().filter(pk=key).first()
    if page is None:
        return None
    return Citable(
        title=told(page, "title"),
        path=page.get_url() or "",
        kicker=f"{_('Agenda')} · {page.get_kind_display()}",
    )
