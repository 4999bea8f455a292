"""Who finds which pages that Wagtail brings, by the name of the address; what is not named here is for all staff.

Wagtail's permissions decide behind this gate. It is here for pages that ask for no permission of their own,
and for those where a right given by mistake must open nothing.
"""

from enum import Enum, auto


class Audience(Enum):
    NOBODY = auto()
    # Superusers: who runs the server.
    OPERATORS = auto()
    ADMINS = auto()
    STAFF = auto()


# A second way to sign in or to a new password counts no failed tries. A page is public or it is not published:
# lists and the sitemap know no page that only some may read. The last one is Wagtail's test of an error.
_NOBODY = frozenset(
    {
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_pages:set_privacy",
        "wagtailadmin_error_test",
    }
)
# In Wagtail the right to change users is as good as superuser; the secretariat has accounts and roles of ours.
_OPERATORS_SPACES = frozenset(
    {
        "wagtailusers_users",
        "wagtailusers_groups",
        "wagtailsites",
        "wagtailadmin_workflows",
        "wagtailadmin_collections",
        "wagtailembeds",
    }
)
# Apps whose records are changed on our own pages only, never many at once.
OPERATORS_APPS = frozenset({"accounts", "auth"})
_OPERATORS = frozenset(
    {
        *(
            f"wagtailadmin_reports:{report}{part}"
            for report in ("locked_pages", "workflow", "workflow_tasks", "aging_pages", "page_types_usage")
            for part in ("", "_results")
        ),
    }
)
_ADMINS_SPACES = frozenset({"wagtailsettings", "wagtailredirects"})
_ADMINS = frozenset({"wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results"})


def audience_of(name: str) -> Audience:
    """`name` is that of the address with its namespaces."""
    space = name.partition(":")[0]
    if name in _NOBODY or _makes_a_record_in_a_chooser(name):
        return Audience.NOBODY
    if name in _OPERATORS or space in _OPERATORS_SPACES:
        return Audience.OPERATORS
    if name in _ADMINS or space in _ADMINS_SPACES:
        return Audience.ADMINS
    return Audience.STAFF


def _makes_a_record_in_a_chooser(name: str) -> bool:
    """Pictures and documents are uploaded while one writes; records of ours are made on their own page."""
    return name.endswith("_chooser:create") and not name.startswith("wagtail")


def right_for_many(action: str) -> str:
    """The right that an action on many records at once asks for, in Django's words."""
    return action if action in {"delete", "publish"} else "change"
