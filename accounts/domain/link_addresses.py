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
        "workspace:correction",
        "workspace:give_up",
        "workspace:proof",
        "workspace:sheets",
        "workspace:sheet_file",
        "workspace:sheet_drafts",
        "workspace:sheet",
        "workspace:sheet_remarks",
        "workspace:notices",
    }
)
