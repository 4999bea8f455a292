"""What the CMS of any such product needs beyond Wagtail's own: records in scope, and records to look at only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView

from foundation.search import holding_every_word


class ScopedListing:
    """Mixin of index views: lists the viewset's records, and finds those that hold every word of a search."""

    viewset: Any = None
    request: HttpRequest
    search_fields: tuple[str, ...]
    search_query: str
    is_searching: bool

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.viewset.get_listing(self.request)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:
            return queryset
        return holding_every_word(queryset, self.search_fields, self.search_query)


class WordSearchForm(BaseFilterForm):
    """The search box of a chooser over the `SEARCHED` fields."""

    SEARCHED: tuple[str, ...] = ()

    q = forms.CharField(
        label=_("Cari"),
        widget=forms.TextInput(attrs={"placeholder": _("Nama, singkatan, atau kode")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return holding_every_word(super().filter(objects), self.SEARCHED, self.search_query)


class ScopedIndexView(ScopedListing, IndexView):
    pass


class ScopedSnippetIndexView(ScopedListing, SnippetIndexView):
    pass


class ActionFormView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A form of our own: it writes through an action, which knows the rules and keeps the log."""

    submit_button_label = _("Simpan")
    submit_button_active_label = _("Menyimpan…")
    done_message: str | Promise = _("Tersimpan.")

    def done(self) -> HttpResponse:
        messages.success(self.request, str(self.done_message))
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        return {
            **super().get_context_data(**kwargs),
            "action_url": self.request.path,
            "submit_button_label": self.submit_button_label,
            "submit_button_active_label": self.submit_button_active_label,
            "media": form.media,
        }


class ScopedViewSet:
    """Mixin of viewsets: a record outside `get_records` does not exist, in every view and for every verb.

    Wagtail's generic views look a record up by its key alone; a permission policy that refuses the record
    does not stop them. So every view that takes a key asks here first.
    """

    model: type[Model]

    def get_records(self, _request: HttpRequest) -> QuerySet[Any]:
        """The records that the person may open at all."""
        return self.model._default_manager.all()

    def get_listing(self, request: HttpRequest) -> QuerySet[Any]:
        """The same with what the list shows: joins and counts."""
        return self.get_records(request)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        listing = super().get_index_view_kwargs(**kwargs)  # type: ignore[misc]  # a viewset's
        listing.pop("queryset", None)
        return {**listing, "viewset": self}

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        view = super().construct_view(view_class, **kwargs)  # type: ignore[misc]  # a viewset's

        @wraps(view)
        def scoped(request: HttpRequest, *args: Any, **keys: Any) -> HttpResponseBase:
            self.check_scope(request, keys.get("pk"))
            return view(request, *args, **keys)

        return scoped

    def check_scope(self, request: HttpRequest, pk: object) -> None:
        if pk is not None and not self.get_records(request).filter(pk=unquote(str(pk))).exists():
            raise Http404


class ViewOnlyPolicy(ModelPermissionPolicy):
    """Whoever may see the records may only see them, superusers too."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and super().user_has_permission(user, "view")


class NoDeletePolicy(ModelPermissionPolicy):
    """Records that are kept: they are added and changed, never deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)
