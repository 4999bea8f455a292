"""The milestones of a report with the commitment that each belongs to, and who waits for whom."""

from typing import NamedTuple

from renaksi.enums import Timeliness
from renaksi.queries.lines import CommitmentLine
from renaksi.queries.milestone_figures import MilestoneFigures, Waiting
from renaksi.queries.milestone_items import milestone_anchor
from reports.payload.material import Material, once


class Promise(NamedTuple):
    line: CommitmentLine
    milestone: MilestoneFigures

    def address(self, material: Material) -> str:
        """On the page of its commitment."""
        return material.address_of(f"{self.line.url}#{milestone_anchor(self.milestone)}")


class Blocked(NamedTuple):
    promise: Promise
    wait: Waiting


@once
def promises(material: Material) -> tuple[Promise, ...]:
    """What is not withdrawn, in reading order."""
    return tuple(
        Promise(line, milestone)
        for line in material.lines
        for milestone in material.loaded.figures[line.id].milestones
        if not milestone.withdrawn
    )


def overdue(material: Material) -> list[Promise]:
    """The longest delay first."""
    late = [one for one in promises(material) if one.milestone.timeliness == Timeliness.OVERDUE]
    return sorted(late, key=lambda one: -one.milestone.days_late)


def blocked(material: Material) -> list[Blocked]:
    """What waits now, the longest wait first."""
    found = [
        Blocked(one, wait) for one in promises(material) for wait in one.milestone.waits if wait.until is None
    ]
    return sorted(found, key=lambda one: -one.wait.days)


def newly_complete(material: Material) -> list[Promise]:
    """Complete now, and not yet on the day that changes are counted from; all that are, if there is no such day."""
    earlier = material.earlier.figures if material.earlier else {}
    before = {one.id for each in earlier.values() for one in each.milestones if one.is_complete}
    return [one for one in promises(material) if one.milestone.is_complete and one.milestone.id not in before]
