"""What every page shows of the site itself."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from home.queries import site_frame


def site(request: HttpRequest) -> dict[str, Any]:
    """`site_frame` for menu, banner and footer, and the `site_contact` in it; read only if the page asks."""
    frame = SimpleLazyObject(lambda: site_frame(request.path, today=timezone.localdate()))
    return {"site_frame": frame, "site_contact": SimpleLazyObject(lambda: frame.contact)}
