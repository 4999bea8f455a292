"""Made-up practices of the sample province: a copy kit, a copy that its origin confirms, and one that stopped."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from home.seed.files import load
from institutions.models import Institution, Region
from practices.actions.copies import count_copies
from practices.enums import Consent, CopyState, Stage
from practices.models import (
    Goal,
    KitItem,
    PracticeCopy,
    PracticeIndexPage,
    PracticePage,
    PracticeResult,
    Theme,
)

MONTH = timedelta(days=31)


def seed_sample_practices(today: date) -> None:
    """Needs the sample plan's regions and institutions; what is there already is left."""
    gallery = PracticeIndexPage.objects.first()
    if gallery is None or PracticePage.objects.filter(is_sample=True).exists():
        return
    pages = [_practice(gallery, told, today) for told in load("sample_practices")]
    _copied(origin=pages[0], by=pages[1], today=today)


def _practice(gallery: PracticeIndexPage, told: dict[str, Any], today: date) -> PracticePage:
    results, kit, goals, months = (
        told.pop(name) for name in ("results", "kit", "goals", "confirmed_months_ago")
    )
    named = {
        "theme": Theme.objects.get(slug=told["theme"]),
        "region": Region.objects.get(code=told["region"]),
        "institution": Institution.objects.get(slug=told["institution"]),
    }
    page = PracticePage(**{**told, **named}, is_sample=True, life_confirmed_on=today - months * MONTH)
    page.results.set([PracticeResult(**one) for one in results])
    page.kit.set([KitItem(**one) for one in kit])
    gallery.add_child(instance=page)
    page.goals.set(Goal.objects.filter(number__in=goals))
    page.save_revision().publish()
    return page


def _copied(*, origin: PracticePage, by: PracticePage, today: date) -> None:
    """One that the origin confirmed, and one that nobody confirmed yet."""
    at = timezone.make_aware(datetime.combine(today - 6 * MONTH, time(9)))
    told = {"origin": origin, "state": CopyState.SHOWN, "created_at": at, "confirmed_at": at}
    PracticeCopy.objects.create(
        **told,
        copy=by,
        region=by.region,
        institution=by.institution,
        owner_name=str(by.institution),
        changed="Catatan jawaban dapat diunduh, dan loket singgah di tiap kota.",
        changed_en="The answers can be downloaded, and the desk stops in every city.",
        stage=Stage.RUNNING,
        since="2025",
        consent=Consent.CONFIRMED,
        consent_on=today - 5 * MONTH,
    )
    PracticeCopy.objects.create(
        **told,
        region=by.region,
        owner_name="Forum Warga Contoh",
        changed="Loket dijaga relawan.",
        changed_en="Volunteers keep the desk.",
        stage=Stage.PILOT,
    )
    count_copies(origin_id=origin.pk)
