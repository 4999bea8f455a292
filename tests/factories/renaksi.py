"""Records of a monitored plan that runs through 2026; each factory stands alone."""

from datetime import date

import factory

from evidence.enums import EvidenceKind, EvidenceState
from evidence.models import Evidence
from renaksi.enums import PartnerRole, PeriodCode, PeriodState, PlanLevel, PlanState
from renaksi.models import (
    ActionPlan,
    Commitment,
    EvidenceItem,
    EvidenceRequirement,
    Milestone,
    Partnership,
    PolicyArea,
    ProgressUpdate,
    ReportingPeriod,
)
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActionPlan

    label = factory.Sequence(lambda n: f"Rencana Aksi Uji {n}")
    slug = factory.Sequence(lambda n: f"rencana-aksi-uji-{n}")
    level = PlanLevel.NATIONAL
    state = PlanState.ACTIVE
    start_on = date(2026, 1, 1)
    end_on = date(2027, 12, 31)
    live = True


class PeriodFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportingPeriod

    plan = factory.SubFactory(PlanFactory)
    code = PeriodCode.B09
    year = 2026
    starts_on = date(2026, 7, 1)
    ends_on = date(2026, 9, 30)
    opens_on = date(2026, 9, 20)
    closes_on = date(2026, 10, 10)
    verify_by = date(2026, 10, 31)
    state = PeriodState.OPEN


class PolicyAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PolicyArea

    slug = factory.Sequence(lambda n: f"bidang-{n}")
    name = factory.Sequence(lambda n: f"Bidang {n}")
    name_en = factory.Sequence(lambda n: f"Area {n}")


class CommitmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commitment

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    slug = factory.SelfAttribute("number")
    title = factory.Sequence(lambda n: f"Komitmen uji {n}")
    live = True


class PartnershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partnership

    commitment = factory.SubFactory(CommitmentFactory)
    institution = factory.SubFactory(InstitutionFactory)
    role = PartnerRole.LEAD


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    commitment = factory.SubFactory(CommitmentFactory)
    title = factory.Sequence(lambda n: f"Tonggak uji {n}")
    responsible = factory.SubFactory(InstitutionFactory)
    start_on = date(2026, 1, 1)
    due_on = date(2026, 12, 31)


class RequirementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EvidenceRequirement

    milestone = factory.SubFactory(MilestoneFactory)
    text = "Laporan pelaksanaan yang ditandatangani"


class LinkFactory(factory.django.DjangoModelFactory):
    """Evidence that needs no bytes on disk."""

    class Meta:
        model = Evidence

    kind = EvidenceKind.LINK
    title = factory.Sequence(lambda n: f"Tautan uji {n}")
    url = "https://contoh.test/bukti"
    state = EvidenceState.CLEAN
    uploader = factory.SubFactory(UserFactory)
    institution = factory.SubFactory(InstitutionFactory)


class UpdateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgressUpdate

    milestone = factory.SubFactory(MilestoneFactory)
    period = factory.SubFactory(PeriodFactory, plan=factory.SelfAttribute("..milestone.commitment.plan"))
    institution = factory.SelfAttribute("milestone.responsible")
    author = factory.SubFactory(UserFactory)
    narrative = "Perkembangan uji."
    step = 50


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EvidenceItem

    update = factory.SubFactory(UpdateFactory)
    evidence = factory.SubFactory(LinkFactory, institution=factory.SelfAttribute("..update.institution"))
