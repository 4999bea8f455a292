"""The columns of the curated file of commitments (`renaksi/seed_data/commitments.csv`)."""

from django.utils.translation import gettext as _

from renaksi.enums import AssessmentSource, Indicator, OgpValue, PartnerRole
from renaksi.importing.cells import is_unknown, read_line, read_list, read_number
from renaksi.importing.dates import read_date
from renaksi.importing.institution_lists import read_institutions
from renaksi.importing.notes import RowNotes
from renaksi.importing.ratings import ReadRating, allowed_values, first_report_of, is_pending, read_rating
from renaksi.importing.read_rows import CommitmentRow, FieldValue, PlanName
from renaksi.importing.workbook import Row

SOURCE = "commitments.csv"
COLUMNS = (
    "plan", "code", "number", "title_en", "title_id", "level", "region", "lead_institutions",
    "support_institutions", "policy_areas", "verifiable", "relevant", "ambition", "completion_midterm",
    "completion_end", "early_results", "start", "end", "source_url",
)  # fmt: skip
LEVELS = ("national", "subnational")
LONGEST_POLICY_AREA = 120

_PARTNERS = {PartnerRole.LEAD: "lead_institutions", PartnerRole.RELATED: "support_institutions"}
_FIELD_COLUMNS = {
    "ogp_code": "code", "number": "number", "title": "title_id", "title_en": "title_en", "start_on": "start",
    "end_on": "end", "region": "region", "ogp_values": "relevant", "source_url": "source_url",
    "policy_areas": "policy_areas",
}  # fmt: skip
_AMBITION = (Indicator.AMBITION, Indicator.POTENTIAL_IMPACT, Indicator.POTENTIAL_RESULTS)
_RESULTS = (Indicator.OPENED_GOVERNMENT, Indicator.EARLY_RESULTS)
_OGP_VALUE_NAMES = {
    "access to information": OgpValue.TRANSPARENCY,
    "civic participation": OgpValue.PARTICIPATION,
    "public accountability": OgpValue.ACCOUNTABILITY,
    "technology and innovation for transparency and accountability": OgpValue.TECHNOLOGY,
}


def read_commitment(row: Row, country: str) -> CommitmentRow:
    notes = RowNotes(row)
    _check_level(notes)
    fields = _read_fields(notes)
    return CommitmentRow(
        notes=notes,
        plan=_read_plan(notes, country),
        code=str(fields.get("ogp_code", "")),
        number=str(fields.get("number", "")),
        title=str(fields.get("title", "")),
        fields=fields,
        columns=_FIELD_COLUMNS | _PARTNERS,
        region=read_line(row["region"]).value or "",
        partners={role: _read_partners(notes, column) for role, column in _PARTNERS.items()},
        policy_areas=_read_policy_areas(notes),
        ratings=_read_ratings(notes),
        url=read_line(row["source_url"]).value or "",
    )


def _read_plan(notes: RowNotes, country: str) -> PlanName:
    label = notes.take("plan", read_line(notes.row["plan"]))
    if label is None:
        notes.refuse("plan", _("rencana aksi tidak disebut"))
    return PlanName(column="plan", country=country, label=label or "")


def _check_level(notes: RowNotes) -> None:
    level = (read_line(notes.row["level"]).value or "").casefold()
    if level and level not in LEVELS:
        notes.refuse("level", _("tingkat tidak dikenal"), ", ".join(LEVELS))
    elif level == "subnational" and is_unknown(notes.row["region"]):
        notes.warn("region", _("komitmen daerah tanpa nama daerah, dibiarkan tidak diketahui"))


def _read_fields(notes: RowNotes) -> dict[str, FieldValue]:
    row = notes.row
    title_en = notes.take("title_en", read_line(row["title_en"]))
    title = notes.take("title_id", read_line(row["title_id"])) or title_en
    if title is None:
        notes.refuse("title_id", _("judul kosong; isi title_id atau title_en"))
    values = {
        "ogp_code": notes.take("code", read_line(row["code"])),
        "number": notes.take("number", read_number(row["number"])),
        "title": title,
        "title_en": title_en,
        "start_on": notes.take("start", read_date(row["start"])),
        "end_on": notes.take("end", read_date(row["end"])),
        "ogp_values": _read_ogp_values(row),
        "source_url": first_address(row["source_url"]),
    }
    return {name: value for name, value in values.items() if value}


def first_address(cell: str) -> str:
    """The first web address of a cell that may name several with remarks."""
    return next(
        (word for word in cell.replace(";", " ").split() if word.startswith(("https://", "http://"))), ""
    )


def _read_ogp_values(row: Row) -> list[str]:
    """`relevant` holds "Yes", "No" or the names of OGP's values; plans of OGP Local name them as policy areas."""
    column = "policy_areas" if _names_values(row["policy_areas"]) else "relevant"
    names = (name.casefold() for name in read_list(row[column]))
    return [_OGP_VALUE_NAMES[name].value for name in names if name in _OGP_VALUE_NAMES]


def _read_policy_areas(notes: RowNotes) -> tuple[str, ...]:
    cell = notes.row["policy_areas"]
    names = () if _names_values(cell) else read_list(cell)
    if any(len(name) > LONGEST_POLICY_AREA for name in names):
        notes.refuse("policy_areas", _("lebih panjang dari yang dapat disimpan; pisahkan dengan titik koma"))
    return names


def _names_values(cell: str) -> bool:
    """Nothing but names of OGP's values ("Access to Information" alone is a policy area as well)."""
    names = read_list(cell)
    return bool(names) and all(name.casefold() in _OGP_VALUE_NAMES for name in names)


def _read_partners(notes: RowNotes, column: str) -> tuple[str, ...]:
    reading = read_institutions(notes.row[column])
    for warning in reading.warnings:
        notes.warn(column, warning)
    return reading.names


def _read_ratings(notes: RowNotes) -> tuple[ReadRating, ...]:
    first = first_report_of(_first_year(notes.row["plan"]))
    columns = (
        ("verifiable", first, (Indicator.VERIFIABLE,)),
        ("ambition", first, _AMBITION),
        ("completion_midterm", AssessmentSource.IRM_MIDTERM, (Indicator.COMPLETION,)),
        ("completion_end", AssessmentSource.IRM_END_OF_TERM, (Indicator.COMPLETION,)),
        ("early_results", AssessmentSource.IRM_END_OF_TERM, _RESULTS),
    )
    ratings = [_read_rating(notes, column, source, indicators) for column, source, indicators in columns]
    if not _names_values(notes.row["relevant"]):
        ratings.append(_read_rating(notes, "relevant", first, (Indicator.RELEVANT,)))
    return tuple(rating for rating in ratings if rating)


def _read_rating(
    notes: RowNotes, column: str, source: AssessmentSource, indicators: tuple[Indicator, ...]
) -> ReadRating | None:
    """A value that no scale knows refuses the row: a curated file can be mended."""
    reading = read_rating(notes.row[column], *indicators)
    if is_pending(notes.row[column]):
        notes.warn(column, reading.warning)
    elif reading.warning:
        notes.refuse(column, reading.warning, allowed_values(*indicators))
    return ReadRating(source, reading.value, column) if reading.value else None


def _first_year(label: str) -> int:
    """2016 of "2016-2017" and of "OGP Local Brebes 2016-2017"; the newest era if no year stands there."""
    years = [int(word[:4]) for word in label.split() if word[:4].isdigit()]
    return years[-1] if years else 9999
