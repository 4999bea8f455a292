"""What a row of any source says of a commitment or a milestone, before anything is looked up."""

from dataclasses import dataclass, field

from renaksi.domain.dates import PartialDate
from renaksi.enums import PartnerRole
from renaksi.importing.notes import RowNotes
from renaksi.importing.ratings import ReadRating

FieldValue = str | PartialDate | list[str]


@dataclass(frozen=True)
class PlanName:
    """How a source names the plan of a row: by its label, or by country and years."""

    column: str
    country: str
    label: str
    label_en: str = ""
    first_year: int | None = None
    last_year: int | None = None
    ordinal: str = ""
    is_national: bool = True


@dataclass(frozen=True)
class CommitmentRow:
    """Known values only: a field that the row leaves open is not in `fields`.

    `fields` maps the model's fields to values (dates stand under `start_on` and `end_on`);
    `columns` says from which column a field, a role or an indicator came.
    """

    notes: RowNotes
    plan: PlanName
    code: str
    number: str
    title: str
    fields: dict[str, FieldValue]
    columns: dict[str, str]
    region: str = ""
    partners: dict[PartnerRole, tuple[str, ...]] = field(default_factory=dict)
    policy_areas: tuple[str, ...] = ()
    ratings: tuple[ReadRating, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class MilestoneRow:
    notes: RowNotes
    code: str
    number: str
    order: int
    fields: dict[str, FieldValue]
    columns: dict[str, str]
    url: str = ""
