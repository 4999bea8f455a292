"""What every view of the workspace shares: its frame, its records, its answer to who may not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from accounts.models import User
from renaksi.models import ProgressUpdate
from renaksi.queries.workspace.frame import frame

WITH_EVERYTHING = (
    "milestone__commitment__plan",
    "milestone__responsible",
    "period",
    "institution",
    "author",
    "blocked_by",
    "on_behalf_source",
)
View = Callable[..., HttpResponseBase]


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    around = frame(person(request), request.path)
    context = {**context, "frame": around, "institution_name": around.works_for}
    return render(request, f"workspace/{template}.html", context, status=status)


def person(request: HttpRequest) -> User:
    """Who is signed in: these views stand behind the gate and `login_required`."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def hidden_from_others(view: View) -> View:
    """What an action denies does not exist for that person."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as denied:
            raise Http404 from denied

    return guarded


def find_update(updates: QuerySet[ProgressUpdate], pk: int) -> ProgressUpdate:
    return get_object_or_404(updates.select_related(*WITH_EVERYTHING).distinct(), pk=pk)


def show_404_unless(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not allowed:
        raise Http404
