"""The payload of a report: one immutable document that every file of the report is drawn from.

It knows nothing of the site: values in, JSON out, and back again.
"""

from reports.document.blocks import (
    Bars,
    Block,
    Changes,
    EvidenceList,
    Facts,
    Grid,
    Heading,
    Milestones,
    Paragraph,
    Points,
    Signatures,
    TableView,
    Tiles,
    Verdicts,
)
from reports.document.payload import SCHEMA, Edition, Part, Payload, PlanName, Replaced
from reports.document.tables import DataColumn, DataTable, State
from reports.document.words import Fact, Phrase, Text, Words

__all__ = [
    "SCHEMA",
    "Bars",
    "Block",
    "Changes",
    "DataColumn",
    "DataTable",
    "Edition",
    "EvidenceList",
    "Fact",
    "Facts",
    "Grid",
    "Heading",
    "Milestones",
    "Paragraph",
    "Part",
    "Payload",
    "Phrase",
    "PlanName",
    "Points",
    "Replaced",
    "Signatures",
    "State",
    "TableView",
    "Text",
    "Tiles",
    "Verdicts",
    "Words",
]
