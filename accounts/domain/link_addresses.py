"""Which addresses a session that a sign-in link opened may ask for, below workspace and CMS; no others are there."""

BY_LINK = frozenset(
    {
        "workspace:home",
        "workspace:report",
        "workspace:upload",
        "workspace:readiness",
        "workspace:update",
        "workspace:receipt",
        "workspace:recall",
        "workspace:proof",
    }
)
