"""A workbook that somebody sent to be read, not to be kept: inspected and read in a process of its own."""

import json

from evidence.domain.workbook import CELLS, MOST_TEXT, RawSheet, read_sheets
from evidence.inspection.refusal import CheckFailed
from evidence.sandbox import CELLS_MODE, NOT_INSPECTED, read_written, run_inspection
from evidence.storage.places import private_folder

# JSON of ASCII takes one byte for a letter, any other up to four.
_MOST_BYTES = 4 * MOST_TEXT


def cells_of(content: bytes) -> tuple[RawSheet, ...]:
    """Raises CheckFailed with the code of a sentence, SandboxFault if the machine is to blame. Nothing stays behind."""
    with private_folder() as place, private_folder() as folder:
        source = place / "lembar"
        source.write_bytes(content)
        outcome = run_inspection(source=source, extension="xlsx", mode=CELLS_MODE, folder=folder)
        if outcome.refused:
            raise CheckFailed(outcome.refused)
        try:
            return read_sheets(json.loads(read_written(folder / CELLS, most=_MOST_BYTES)))
        except (ValueError, RecursionError) as error:
            raise CheckFailed(NOT_INSPECTED) from error
