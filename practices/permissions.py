"""Who may decide what the gallery shows; what the public sends asks nobody's right, but a link that was mailed."""

from accounts.domain.rights import Right
from accounts.permissions import Actor, may_everywhere


def may_curate(user: Actor) -> bool:
    """Return, publish and decline what is proposed; show copies; ask owners."""
    return may_everywhere(user, Right.CURATE_PRACTICES)
