"""Where a short run kills; apart from the stories, which change what draws reports when they are imported."""

from foundation.faults import declared_fail_points

# Around what cannot be rolled back. Within a transaction it is the same wherever the process dies: long runs try it.
_EDGES = ("_commit", "_files", "_rename", "_copy", "_sending", "_derivative", "_remove")


def edges() -> list[str]:
    """The fail points where something is about to count for good, or has just done so."""
    return [name for name in declared_fail_points() if name.endswith(_EDGES)]
