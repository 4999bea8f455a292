"""Files of old versions, drawn once more from the payload: what is lost comes back if it comes back the same."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

from foundation.audit.actions import record
from reports.builder import DrawnFile, draw
from reports.enums import FileFormat
from reports.models import ReportBuild, ReportFile
from reports.storage import fingerprint_of, is_whole, payload_bytes, restore, workplace


class Outcome(Enum):
    SAME = "same"
    RESTORED = "restored"
    # What is stored is as it was; what draws now gives other bytes.
    DIFFERENT = "different"
    # It is gone or damaged, and what draws now gives other bytes: nothing was stored.
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """`made_with` names the versions that drew it now, if they are not those that drew it then."""

    format: FileFormat
    outcome: Outcome
    made_with: str = ""


def rebuild_files(*, build: ReportBuild, only_check: bool = False) -> tuple[Rebuilt, ...]:
    """Draw a version again and compare; nothing that is stored whole changes.

    With `only_check` nothing is restored: what could be is told as RESTORED all the same.
    Raises FileDamaged if the payload itself is gone, BuildFailed.
    """
    content = payload_bytes(build)
    with TemporaryDirectory(dir=workplace(), prefix=f"{build.pk}-") as folder:
        drawn = draw(
            content,
            folder=Path(folder),
            tell=lambda _step, _done, _of: None,
            is_cancelled=lambda: False,
        )
        fresh = {file.format: file for file in drawn.files}
        made_with = "" if drawn.made_with == build.made_with else drawn.made_with
        return tuple(
            Rebuilt(
                FileFormat(stored.format),
                _compare(stored, fresh[FileFormat(stored.format)], only_check=only_check),
                made_with,
            )
            for stored in build.files.exclude(name="").order_by("pk")
        )


def _compare(stored: ReportFile, drawn: DrawnFile, *, only_check: bool) -> Outcome:
    is_same = fingerprint_of(drawn) == stored.sha256
    if is_whole(stored):
        return Outcome.SAME if is_same else Outcome.DIFFERENT
    if not is_same:
        return Outcome.LOST
    if not only_check:
        restore(stored, drawn)
        record(action="report.file_restored", by=None, target=stored.build, data={"format": stored.format})
    return Outcome.RESTORED
