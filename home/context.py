"""What every page shows of the site itself."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.queries import site_contact


def site(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - Django hands the request
    """`site_contact` for the footer, read only if the page has one."""
    return {"site_contact": SimpleLazyObject(site_contact)}
