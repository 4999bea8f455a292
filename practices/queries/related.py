"""Practices on the pages of commitments, regions and institutions, and how many each region has (`renaksi.related`)."""

from collections.abc import Mapping

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from foundation.languages import told
from practices.models import PracticePage
from practices.queries.copies import counted_copies, shown_copies
from practices.queries.lines import practice_lines, public_practices
from renaksi.related import RelatedItem, Subject

RELATED = 4


def practices_of(subject: Subject) -> tuple[RelatedItem, ...]:
    """What names the commitment itself comes first."""
    named = Q(commitment_links__commitment__in=subject.commitment_ids)
    places = Q(region__in=subject.region_ids) | Q(province__in=subject.region_ids)
    own = places | Q(institution__in=subject.institution_ids)
    first = Case(When(pk__in=_ids(named), then=Value(0)), default=Value(1), output_field=IntegerField())
    found = public_practices().filter(Q(pk__in=_ids(named)) | own)
    return tuple(
        RelatedItem(
            kind=_("Praktik baik: %(theme)s") % {"theme": line.theme},
            title=line.title,
            url=line.url,
            text=line.summary,
            source=line.place,
        )
        for line in practice_lines(found.order_by(first, "theme__sort_order", "title", "pk")[:RELATED])
    )


def _ids(condition: Q) -> QuerySet[PracticePage, dict[str, int]]:
    return public_practices().filter(condition).order_by().values("pk")


def copies_of(subject: Subject) -> tuple[RelatedItem, ...]:
    """For the pages of regions and institutions: what they copied, and what others copied of theirs; newest first.

    A commitment is not told the copies of its region: they have nothing to do with it.
    """
    if subject.commitment_ids:
        return ()
    found = shown_copies().filter(_made_by(subject) | _taken_from(subject))
    real = found.filter(origin__live=True, origin__is_sample=False).select_related("origin")
    return tuple(
        RelatedItem(
            kind=_("Replikasi: %(stage)s") % {"stage": copy.get_stage_display()},
            title=told(copy.origin, "title"),
            url=copy.origin.get_url() or "",
            text=copy.get_consent_display(),
            source=_("Ditiru oleh %(who)s") % {"who": copy.owner_name},
        )
        for copy in real.order_by("-created_at", "-pk")[:RELATED]
    )


def _made_by(subject: Subject) -> Q:
    regions = Q(region__in=subject.region_ids) | Q(region__province__in=subject.region_ids)
    return regions | Q(institution__in=subject.institution_ids)


def _taken_from(subject: Subject) -> Q:
    regions = Q(origin__region__in=subject.region_ids) | Q(origin__province__in=subject.region_ids)
    return regions | Q(origin__institution__in=subject.institution_ids)


def practices_by_region() -> Mapping[str, int]:
    """By Kemendagri code, for the map: published real practices of exactly that region."""
    rows = public_practices().filter(region__isnull=False).order_by().values_list("region__code")
    return dict(rows.annotate(found=Count("pk")))


def copies_by_region() -> Mapping[str, int]:
    """By Kemendagri code: what counts as a copy, of published real practices."""
    counted = counted_copies().filter(region__isnull=False)
    rows = counted.filter(origin__live=True, origin__is_sample=False).order_by().values_list("region__code")
    return dict(rows.annotate(found=Count("pk")))
