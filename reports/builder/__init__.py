"""From a payload to the files of a report, in a process of its own that can reach nothing else.

    with tempfile.TemporaryDirectory() as folder:
        drawn = draw(content, folder=Path(folder), tell=tell, is_cancelled=lambda: False)
        store_files(drawn)  # before the folder goes

Raises BuildFailed with a sentence for people, BuildCancelled; what `tell` raises comes through.
"""

from reports.builder.drawing import (
    BuildCancelled,
    BuildFailed,
    DrawnFile,
    DrawnReport,
    Tell,
    draw,
    draw_sheet,
)

__all__ = ["BuildCancelled", "BuildFailed", "DrawnFile", "DrawnReport", "Tell", "draw", "draw_sheet"]
