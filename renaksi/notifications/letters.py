"""A mail as text and as HTML, out of one context; addresses come from SITE_URL, never from a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Letter:
    """`lines` is what it tells, for a list of mails."""

    recipient: str
    subject: str
    lines: tuple[str, ...]
    text: str
    html: str


def letter(
    name: str, *, to: User, subject: str, lines: tuple[str, ...], context: Mapping[str, Any]
) -> Letter:
    """Of the templates emails/<name>.txt and .html."""
    shared = {
        **context,
        "to": to,
        "subject": subject,
        "notices_url": absolute(reverse("workspace:notices")),
        "choice_url": absolute(f"{reverse('workspace:notices')}#surel"),
    }
    return Letter(
        recipient=to.email,
        subject=subject,
        lines=lines,
        text=render_to_string(f"emails/{name}.txt", shared),
        html=render_to_string(f"emails/{name}.html", shared),
    )


def absolute(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
