"""Whose word on a practice is a year old, and which question a link answers."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from accounts.actions.links import fingerprint
from practices.domain.life import LifeFacts, is_to_be_asked
from practices.enums import Life
from practices.models import LifeCheck, PracticePage


def owners_to_ask(today: date) -> list[PracticePage]:
    """Published, with an address to write to; samples are nobody's."""
    pages = PracticePage.objects.live().filter(is_sample=False).exclude(contact_email="")
    asked = pages.annotate(asked_on=Max("life_checks__asked_on")).order_by("pk")
    return [page for page in asked if is_to_be_asked(_facts(page), today)]


def _facts(page: PracticePage) -> LifeFacts:
    published = page.first_published_at or page.latest_revision_created_at
    return LifeFacts(
        life=Life(page.life),
        published_on=timezone.localdate(published) if published else date.min,
        confirmed_on=page.life_confirmed_on,
        asked_on=page.asked_on,
    )


def check_by_secret(secret: str) -> LifeCheck | None:
    """None for a link that was never mailed, and for a practice that is not published any more."""
    checks = LifeCheck.objects.select_related("page__theme", "page__region")
    return checks.filter(secret_digest=fingerprint(secret), page__live=True).first()
