"""Pages of the CMS on which somebody who curates decides about one record."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from foundation.cms import ActionFormView
from practices.permissions import may_curate


class CurationView(ActionFormView):
    """The record of the address, if it still waits for a decision; else there is nothing here."""

    template_name = "practices/admin/decide.html"
    permission_required = "change"
    waiting: ClassVar[QuerySet[Any]]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = get_object_or_404(self.waiting.all(), pk=kwargs["pk"])

    def user_has_permission(self, permission: str) -> bool:
        return may_curate(self.request.user)

    def get_page_subtitle(self) -> str:
        return str(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "facts": self.facts()}

    def facts(self) -> list[tuple[Any, Any]]:
        """What is known of the record, as terms and values."""
        raise NotImplementedError
