"""The columns of OGP's own data set of commitments (171 of them; credit: Open Government Partnership, CC BY 4.0).

`Code` is the country, `Commitment Unique Identifier` the id, which is not unique. A plan is named by its
country, `Year Of Submission` and `Action Plan End Year`. `NA`, `ND` and `NR` mean: not known.
"""

import re

from django.utils.translation import gettext as _

from renaksi.domain.assessment import Rating
from renaksi.enums import AssessmentSource, Indicator, OgpValue, PartnerRole
from renaksi.importing.cells import read_line, read_number, read_year
from renaksi.importing.commitments import first_address
from renaksi.importing.dates import read_date
from renaksi.importing.institution_lists import read_institutions
from renaksi.importing.notes import RowNotes
from renaksi.importing.ratings import ReadRating, first_report_of, read_rating
from renaksi.importing.read_rows import CommitmentRow, FieldValue, PlanName
from renaksi.importing.workbook import Row

SOURCE = "OGP Commitments Data"
COUNTRY, CODE = "Code", "Commitment Unique Identifier"
FIRST_AREA, LAST_AREA = "Anti-Corruption and Integrity", "Money in Politics"
COLUMNS = (
    CODE, "Country/Locality", "Action Plan Number", "Commitment Number", COUNTRY, "National Or Local",
    "Year Of Submission", "Action Plan End Year", "Commitment Title", "Short Title", "Start Date", "End Date",
    "Lead Institution", "Supporting Institution(s)", FIRST_AREA, LAST_AREA, "Verifiable",
    "OGP Value Access To Information", "OGP Value Civic Participation", "OGP Value Public Accountability",
    "OGP Value Technology", "_Relevant", "Potential Impact", "Completion (Progress Report)",
    "Potential for Results", "Completion (End Of Term)", "Early Results", "Did It Open Government (Overall)",
    "URL",
)  # fmt: skip

_PARTNERS = {PartnerRole.LEAD: "Lead Institution", PartnerRole.RELATED: "Supporting Institution(s)"}
_VALUES = {
    "OGP Value Access To Information": OgpValue.TRANSPARENCY,
    "OGP Value Civic Participation": OgpValue.PARTICIPATION,
    "OGP Value Public Accountability": OgpValue.ACCOUNTABILITY,
    "OGP Value Technology": OgpValue.TECHNOLOGY,
}
_FIELD_COLUMNS = {
    "ogp_code": CODE, "number": "Commitment Number", "title": "Short Title", "title_en": "Short Title",
    "start_on": "Start Date", "end_on": "End Date", "ogp_values": "OGP Value Access To Information",
    "source_url": "URL", "policy_areas": FIRST_AREA,
}  # fmt: skip
_REPORT_YEARS = {
    AssessmentSource.IRM_DESIGN: "Report Publication Year (Progress Report)",
    AssessmentSource.IRM_MIDTERM: "Report Publication Year (Progress Report)",
    AssessmentSource.IRM_END_OF_TERM: "Report Publication Year (End Of Term)",
}
LONGEST_PLAN_NAME = 120
_COUNTRY_CODE = re.compile(r"[A-Z]{3}")


def country_of(row: Row) -> str:
    return (read_line(row[COUNTRY]).value or "").upper()


def read_ogp_commitment(row: Row) -> CommitmentRow:
    notes = RowNotes(row)
    plan = _read_plan(notes)
    fields = _read_fields(notes)
    return CommitmentRow(
        notes=notes,
        plan=plan,
        code=str(fields.get("ogp_code", "")),
        number=str(fields.get("number", "")),
        title=str(fields.get("title", "")),
        fields=fields,
        columns=_FIELD_COLUMNS | _PARTNERS,
        partners={role: _read_partners(notes, column) for role, column in _PARTNERS.items()},
        policy_areas=_read_policy_areas(row),
        ratings=_read_ratings(notes, plan.first_year),
        url=str(fields.get("source_url", "")),
    )


def _read_plan(notes: RowNotes) -> PlanName:
    country = country_of(notes.row)
    if not _COUNTRY_CODE.fullmatch(country):
        notes.refuse(COUNTRY, _("kode negara tidak dikenal"), _("tiga huruf ISO, misalnya IDN"))
    first = notes.take("Year Of Submission", read_year(notes.row["Year Of Submission"]))
    last = notes.take("Action Plan End Year", read_year(notes.row["Action Plan End Year"]))
    if first is None or last is None or first > last:
        notes.refuse(
            "Year Of Submission", _("rencana aksi tidak dapat ditentukan tanpa tahun mulai dan tahun akhir")
        )
    locality = read_line(notes.row["Country/Locality"]).value or country
    label = f"{locality} {first}-{last}"
    if len(label) > LONGEST_PLAN_NAME:
        notes.refuse("Country/Locality", _("lebih panjang dari yang dapat disimpan"))
    return PlanName(
        column="Year Of Submission",
        country=country,
        label=label,
        first_year=first,
        last_year=last,
        is_national=(read_line(notes.row["National Or Local"]).value or "").casefold() != "local",
    )


def _read_fields(notes: RowNotes) -> dict[str, FieldValue]:
    """The title exists in English alone; it stands in as the title until a curated source gives another."""
    row = notes.row
    title = notes.take("Short Title", read_line(row["Short Title"])) or notes.take(
        "Commitment Title", read_line(row["Commitment Title"])
    )
    if title is None:
        notes.refuse("Short Title", _("judul kosong"))
    values = {
        "ogp_code": notes.take(CODE, read_line(row[CODE])),
        "number": notes.take("Commitment Number", read_number(row["Commitment Number"])),
        "title": title,
        "title_en": title,
        "start_on": notes.take("Start Date", read_date(row["Start Date"])),
        "end_on": notes.take("End Date", read_date(row["End Date"])),
        "ogp_values": [value.value for column, value in _VALUES.items() if _is_set(row, column)],
        "source_url": first_address(row["URL"]),
    }
    return {name: value for name, value in values.items() if value}


def _read_partners(notes: RowNotes, column: str) -> tuple[str, ...]:
    reading = read_institutions(notes.row[column])
    for warning in reading.warnings:
        notes.warn(column, warning)
    return reading.names


def _read_policy_areas(row: Row) -> tuple[str, ...]:
    """Every policy area has a column of its own, which says 1; a short row may lack the last ones."""
    header = list(row.letters)
    first, last = sorted((header.index(FIRST_AREA), header.index(LAST_AREA)))
    return tuple(area for area in header[first : last + 1] if _is_set(row, area))


def _is_set(row: Row, column: str) -> bool:
    return read_number(row[column]).value == "1"


def _read_ratings(notes: RowNotes, plan_year: int | None) -> tuple[ReadRating, ...]:
    first, end = first_report_of(plan_year or 9999), AssessmentSource.IRM_END_OF_TERM
    columns = (
        ("Verifiable", first, Indicator.VERIFIABLE),
        ("Potential Impact", first, Indicator.POTENTIAL_IMPACT),
        ("Potential for Results", first, Indicator.POTENTIAL_RESULTS),
        ("Completion (Progress Report)", AssessmentSource.IRM_MIDTERM, Indicator.COMPLETION),
        ("Completion (End Of Term)", end, Indicator.COMPLETION),
        ("Early Results", end, Indicator.EARLY_RESULTS),
        ("Did It Open Government (Overall)", end, Indicator.OPENED_GOVERNMENT),
    )
    ratings = [_read_relevance(notes, first)]
    for column, source, indicator in columns:
        rating = notes.take(column, read_rating(notes.row[column], indicator))
        ratings.append(_with_report(notes, source, rating, column))
    return tuple(rating for rating in ratings if rating)


def _read_relevance(notes: RowNotes, source: AssessmentSource) -> ReadRating | None:
    """The data set codes the rating of relevance as 1 and 0."""
    printed = {"1": "Yes", "0": "No"}.get(read_number(notes.row["_Relevant"]).value or "")
    rating = Rating(Indicator.RELEVANT, "1", printed) if printed else None
    return _with_report(notes, source, rating, "_Relevant")


def _with_report(
    notes: RowNotes, source: AssessmentSource, rating: Rating | None, column: str
) -> ReadRating | None:
    if rating is None:
        return None
    return ReadRating(source, rating, column, read_year(notes.row[_REPORT_YEARS[source]]).value)
