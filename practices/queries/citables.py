"""Practices as they are cited and shared (`foundation.reach.citables`)."""

from django.utils.translation import gettext as _

from foundation.languages import told
from foundation.reach.citables import Citable
from practices.models import PracticePage


def citable_practice(key: int) -> Citable | None:
    page = PracticePage.objects.live().select_related("theme", "region").filter(pk=key).first()
    if page is None:
        return None
    theme = told(page.theme, "name")
    return Citable(
        title=told(page, "title"),
        path=page.get_url() or "",
        kicker=_("Praktik baik: %(theme)s") % {"theme": theme},
        facts=tuple(
            fact for fact in (page.owner_name, page.region.name if page.region else page.place_name) if fact
        ),
    )
