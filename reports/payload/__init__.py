"""From the database to the payload of a report; nothing below it asks the database."""

from reports.payload.assembling import Assembled, assemble

__all__ = ["Assembled", "assemble"]
