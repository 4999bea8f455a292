"""The texts and facts of a commitment, in the order of OGP's template."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import Told, indonesian, told
from renaksi.enums import OgpValue, PartnerRole
from renaksi.models import Commitment
from renaksi.queries.lines import Partner
from renaksi.queries.wording import span

# Wording of the headings is the question that the block answers.
_BLOCKS = (
    "problem",
    "causes",
    "done_so_far",
    "solution",
    "expected_results",
    "serves_transparency",
    "serves_accountability",
    "serves_participation",
)


@dataclass(frozen=True, slots=True)
class TextBlock:
    key: str
    title: str
    text: Told


@dataclass(frozen=True, slots=True)
class Entry:
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Shape: `templates/components/definition_list.html`; all blank says "tidak diketahui"."""

    term: str
    value: str = ""
    url: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """`missing` names the blocks of the template that are blank: unknown, said in one line."""

    blocks: tuple[TextBlock, ...]
    missing: str


def texts_of(commitment: Commitment) -> Texts:
    titles = {name: str(Commitment._meta.get_field(name).verbose_name) for name in _BLOCKS}
    blocks = tuple(
        TextBlock(name, capfirst(titles[name]), text)
        for name in _BLOCKS
        if (text := told(commitment, name)).strip()
    )
    known = {block.key for block in blocks}
    return Texts(blocks, ", ".join(titles[name] for name in _BLOCKS if name not in known))


def withdrawn_text(commitment: Commitment) -> str:
    """Since when and why; blank if it stands."""
    if commitment.withdrawn_on is None:
        return ""
    return indonesian(f"{long_date(commitment.withdrawn_on)}: {commitment.withdrawn_reason}")


def facts_of(commitment: Commitment, partners: Iterable[Partner]) -> tuple[Fact, ...]:
    parts = list(partners)
    facts = [
        Fact(_("Penanggung jawab"), entries=_entries(parts, PartnerRole.LEAD)),
        Fact(_("Instansi pelaksana"), entries=_entries(parts, PartnerRole.IMPLEMENTING)),
        Fact(_("Instansi terkait"), entries=_entries(parts, PartnerRole.RELATED)),
        Fact(
            _("Daerah"),
            str(commitment.region or ""),
            commitment.region.get_absolute_url() if commitment.region else "",
        ),
        Fact(_("Masa pelaksanaan"), period_text(commitment)),
        Fact(_("Bidang kebijakan"), entries=_areas(commitment)),
        Fact(
            _("Nilai OGP"),
            entries=tuple(Entry(str(OgpValue(value).label)) for value in commitment.ogp_values),
        ),
        Fact(_("Tujuan Pembangunan Berkelanjutan"), ", ".join(map(str, commitment.sdgs))),
        Fact(_("Kode OGP"), commitment.ogp_code, commitment.source_url if commitment.ogp_code else ""),
    ]
    # Who answers for it and when it ends are asked of every commitment: there a blank is said.
    always = {_("Penanggung jawab"), _("Masa pelaksanaan")}
    known = [fact for fact in facts if fact.value or fact.entries or fact.term in always]
    if commitment.source_url:
        known.append(Fact(_("Sumber"), entries=(Entry(_("Halaman asal komitmen"), commitment.source_url),)))
    return tuple(known)


def _entries(partners: Iterable[Partner], role: str) -> tuple[Entry, ...]:
    return tuple(Entry(partner.name, partner.url) for partner in partners if partner.role == role)


def _areas(commitment: Commitment) -> tuple[Entry, ...]:
    if commitment.pk is None:
        return ()
    return tuple(
        Entry(told(area, "name"), f"{reverse('commitment_list')}?area={area.slug}")
        for area in commitment.policy_areas.all()
    )


def period_text(commitment: Commitment) -> str:
    """Its own, else that of its plan, which it says; blank if neither is known."""
    own = span(commitment.start_on, commitment.start_precision, commitment.end_on, commitment.end_precision)
    if own:
        return own
    plan = commitment.plan
    of_plan = span(plan.start_on, plan.start_precision, plan.end_on, plan.end_precision)
    return _("%(period)s (masa rencana aksi)") % {"period": of_plan} if of_plan else ""
