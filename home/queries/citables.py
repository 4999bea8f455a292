"""News and pages as they are cited and shared (`foundation.reach.citables`)."""

from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import told
from foundation.reach.citables import Citable
from home.models import HomePage, NewsPage, StandardPage


def citable_news(key: int) -> Citable | None:
    page = NewsPage.objects.live().filter(pk=key).first()
    if page is None:
        return None
    return Citable(
        title=told(page, "title"),
        path=page.get_url() or "",
        kicker=f"{_('Kabar')} · {long_date(page.published_on)}",
    )


def citable_page(key: int) -> Citable | None:
    """The home page, or one that tells something lasting."""
    home = HomePage.objects.live().filter(pk=key).first()
    if home is not None:
        return Citable(title=told(home, "headline"), path=home.get_url() or "", kicker="Renaksi")
    page = StandardPage.objects.live().filter(pk=key).first()
    if page is None:
        return None
    return Citable(title=told(page, "title"), path=page.get_url() or "", kicker="Renaksi")
