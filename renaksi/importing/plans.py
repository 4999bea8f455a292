"""Which plan a row belongs to.

A curated file names a plan by its label. OGP's data set names it by country and years: of the site's own
country the national plan that was handed in that year, or the regional plan whose OGP label names the
locality; plans of other countries are made as records when they are first met, and the public never sees them.
"""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from institutions.domain.names import normalise_name
from renaksi.enums import DatePrecision, PlanLevel, PlanState
from renaksi.importing.lookups import RegionBook
from renaksi.importing.notes import RowNotes
from renaksi.importing.read_rows import PlanName
from renaksi.importing.seed_files import KnownPlan, known_plans
from renaksi.importing.slugs import claim_slug
from renaksi.models import ActionPlan


class PlanBook:
    def __init__(self, regions: RegionBook, *, current_year: int) -> None:
        self._regions = regions
        self._current_year = current_year
        self._plans = list(ActionPlan.objects.filter(is_sample=False).select_related("region"))
        self._slugs = set(ActionPlan.objects.values_list("slug", flat=True))
        self._by_label: dict[tuple[str, str], ActionPlan] = {}
        for plan in self._plans:
            self._index(plan)

    def find(self, name: PlanName, notes: RowNotes) -> ActionPlan | None:
        """The plan, made if it is carried or of another country; else the row is refused."""
        plan = self._by_label.get((name.country, normalise_name(name.label))) or self._by_years(name)
        if plan is None and name.country == settings.SITE_COUNTRY:
            plan = self._make_known(name)
        elif plan is None:
            plan = self._make_foreign(name)
        if plan is None:
            notes.refuse(name.column, _("rencana aksi tidak dikenal"), ", ".join(self._allowed(name)))
        return plan

    def _by_years(self, name: PlanName) -> ActionPlan | None:
        if name.first_year is None or name.country != settings.SITE_COUNTRY:
            return None
        return next(
            (plan for plan in self._plans if _fits(name, plan.country, plan.level, plan.ogp_label)), None
        )

    def _make_known(self, name: PlanName) -> ActionPlan | None:
        """A carried plan whose label or years fit."""
        wanted = normalise_name(name.label)
        for known in known_plans():
            by_label = wanted in {normalise_name(known.ogp_label), normalise_name(known.label), known.slug}
            if by_label or _fits(name, settings.SITE_COUNTRY, known.level, known.ogp_label):
                return self._add(self._from_known(known))
        return None

    def missing(self) -> list[ActionPlan]:
        """The carried plans that are not stored, unsaved: some are known only from reports about them."""
        stored = {plan.ogp_label for plan in self._plans if plan.country == settings.SITE_COUNTRY}
        return [self._from_known(known) for known in known_plans() if known.ogp_label not in stored]

    def _from_known(self, known: KnownPlan) -> ActionPlan:
        return ActionPlan(
            country=settings.SITE_COUNTRY,
            level=known.level,
            ordinal=known.ordinal,
            label=known.label,
            label_en=known.label_en,
            ogp_label=known.ogp_label,
            slug=claim_slug(known.slug, self._slugs, 80),
            start_on=known.start.first_day,
            start_precision=known.start.precision,
            end_on=known.end.last_day,
            end_precision=known.end.precision,
            region=self._regions.by_code.get(known.region_code),
            state=known.state,
            source_url=known.source_url,
        )

    def _make_foreign(self, name: PlanName) -> ActionPlan | None:
        if name.first_year is None or name.last_year is None:
            return None
        is_over = name.last_year < self._current_year
        return self._add(
            ActionPlan(
                country=name.country,
                level=PlanLevel.NATIONAL if name.is_national else PlanLevel.REGIONAL,
                label=name.label,
                ogp_label=name.label,
                slug=claim_slug(f"{name.country} {name.label}", self._slugs, 80),
                start_on=date(name.first_year, 1, 1),
                start_precision=DatePrecision.YEAR,
                end_on=date(name.last_year, 12, 31),
                end_precision=DatePrecision.YEAR,
                state=PlanState.ARCHIVED if is_over else PlanState.ACTIVE,
            )
        )

    def _add(self, plan: ActionPlan) -> ActionPlan:
        self._plans.append(plan)
        self._index(plan)
        return plan

    def _index(self, plan: ActionPlan) -> None:
        for label in (plan.label, plan.ogp_label, plan.slug):
            if label:
                self._by_label.setdefault((plan.country, normalise_name(label)), plan)

    def _allowed(self, name: PlanName) -> Iterator[str]:
        known = {plan.ogp_label for plan in known_plans()}
        own = {plan.ogp_label or plan.label for plan in self._plans if plan.country == name.country}
        yield from sorted(known | own)


def _fits(name: PlanName, country: str, level: str, ogp_label: str) -> bool:
    """A national plan fits by its first year; a regional one by its first year and the name of the locality."""
    if name.first_year is None or country != name.country:
        return False
    words = normalise_name(ogp_label).split()
    years = [word for word in words if word.isdigit()]
    if not years or years[0] != str(name.first_year):
        return False
    if name.is_national:
        return level == PlanLevel.NATIONAL
    locality = normalise_name(name.label.partition(",")[0]).split()
    return level == PlanLevel.REGIONAL and bool(locality) and locality[0] in words
