"""The menu of the action plans, in the staff's words."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from accounts.cms_guard import is_there
from renaksi.admin_reports import LOOK_UPS
from renaksi.viewsets.holidays import HolidayViewSet
from renaksi.viewsets.outbox import MailViewSet
from renaksi.viewsets.periods import PeriodViewSet
from renaksi.viewsets.plans import CommitmentViewSet, PlanViewSet
from renaksi.viewsets.reference import (
    AssessmentViewSet,
    GrantViewSet,
    PolicyAreaViewSet,
    ReasonTemplateViewSet,
)


class RenaksiGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Renaksi")
    menu_icon = "clipboard-list"
    menu_order = 90
    items = (
        PlanViewSet,
        CommitmentViewSet,
        PeriodViewSet,
        HolidayViewSet,
        PolicyAreaViewSet,
        AssessmentViewSet,
        GrantViewSet,
        ReasonTemplateViewSet,
        *LOOK_UPS,
        MailViewSet,
    )


# Their work is in the tree of pages, in this group and in the institutions; the rest only leads astray.
HIDDEN = frozenset({"help", "documents", "collections"})
HIDDEN_REPORTS = frozenset({"workflows", "workflow-tasks", "locked-pages", "aging-pages", "page-types-usage"})


def keep_what_staff_use(_request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]


def keep_their_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [
        item for item in items if item.name not in HIDDEN_REPORTS and is_there(request.user, item.url)
    ]
