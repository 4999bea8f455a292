"""Which verbs a view takes, asked after who may see the record."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

SAFE = ("GET", "HEAD")
View = Callable[..., HttpResponseBase]


def found_first(*verbs: str) -> Callable[[View], View]:
    """Like `require_http_methods`, but asked last: who may not see a record gets its 404, whatever the verb.

    For views that take any verb they do not know for a GET and open no file. Raises ValueError without GET: a
    view that only acts would have acted by then.
    """
    if "GET" not in verbs:
        raise ValueError("found_first() is for views that can be read")

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            return response if request.method in verbs else HttpResponseNotAllowed(verbs)

        return guarded

    return decorated
