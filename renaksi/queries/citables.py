"""Plans, commitments, regions and institutions as they are cited and shared (`foundation.reach.citables`)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import told
from foundation.reach.citables import Citable
from institutions.models import Institution, Region
from renaksi.enums import PartnerRole
from renaksi.models import ActionPlan, Commitment
from renaksi.queries.figures import CommitmentFigures, figures_for
from renaksi.queries.wording import percent_text


def citable_plan(key: int) -> Citable | None:
    plan = ActionPlan.objects.public().filter(pk=key).first()
    if plan is None:
        return None
    return Citable(title=plan.label, path=plan.get_absolute_url(), kicker=_("Rencana aksi"))


def citable_commitment(key: int) -> Citable | None:
    commitment = Commitment.objects.public().for_figures().filter(pk=key).first()
    if commitment is None:
        return None
    today = timezone.localdate()
    figures = figures_for([commitment], as_of=today)[commitment.pk]
    number = _("Komitmen %(number)s") % {"number": commitment.number} if commitment.number else _("Komitmen")
    leads = commitment.partnerships.filter(role=PartnerRole.LEAD).select_related("institution")
    names = ", ".join(told(one.institution, "name") for one in leads)
    return Citable(
        title=told(commitment, "title"),
        path=commitment.get_absolute_url(),
        kicker=f"{number} · {commitment.plan.label}",
        facts=tuple(fact for fact in (names, _proof(figures, today)) if fact),
    )


def _proof(figures: CommitmentFigures, today: date) -> str:
    """What a record has no number for says nothing."""
    if not figures.monitored:
        return ""
    proven = percent_text(figures.progress.percent)
    if proven is None:
        return _("Belum ada bukti per %(day)s") % {"day": long_date(today)}
    return _("Terbukti %(percent)s per %(day)s") % {"percent": proven, "day": long_date(today)}


def citable_region(key: int) -> Citable | None:
    region = Region.objects.filter(pk=key).first()
    if region is None:
        return None
    return Citable(title=region.name, path=region.get_absolute_url(), kicker=region.get_kind_display())


def citable_institution(key: int) -> Citable | None:
    institution = Institution.objects.filter(pk=key).select_related("merged_into").first()
    if institution is None:
        return None
    institution = institution.merged_into or institution
    return Citable(
        title=told(institution, "name"),
        path=institution.get_absolute_url(),
        kicker=institution.get_kind_display(),
    )
