from django.http import HttpRequest, HttpResponseServerError
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponseServerError:
    """The page for an unexpected error (`handler500`): the template 500.html with its `request_id`.

    Rendered without context processors, for they may need what is broken (the database, the session).
    """
    request_id = getattr(request, "request_id", "")
    return HttpResponseServerError(loader.render_to_string("500.html", {"request_id": request_id}))
