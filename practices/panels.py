"""What of the gallery waits for an editor, on the first page of the CMS."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from practices.permissions import may_curate
from practices.queries.waiting import waiting


class WaitingPanel(Component):
    template_name = "practices/admin/waiting_panel.html"
    order = 60

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"waiting": waiting()}


def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    if may_curate(request.user):
        panels.append(WaitingPanel())
