"""What Wagtail does otherwise than Renaksi promises, put right in one place when the site starts.

Each is tried by tests/integration/access: an upgrade of Wagtail that undoes one turns them red.
"""

from functools import wraps
from typing import Any, NoReturn
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve

from accounts.permissions import Actor, may_open_in_cms


def guard_cms() -> None:
    _hide_what_is_refused()
    _neutralise_exports()
    _leave_names_to_the_secretariat()
    _offer_what_is_there()


def is_there(user: Actor, address: str) -> bool:
    """Whether a link of the CMS leads the person to a page; False for what no address book knows."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return may_open_in_cms(user, found.view_name, found.kwargs)


def _hide_what_is_refused() -> None:
    """Who may not see a page finds none; Wagtail would lead home and say that there is one.

    Every check of Wagtail's ends in this function; what it raises for scripts, `SignInGate` turns into the same.
    """
    from wagtail.admin import auth

    def not_found(_request: HttpRequest) -> NoReturn:
        raise Http404

    auth.permission_denied = not_found


def _neutralise_exports() -> None:
    """No cell of a file that leaves the CMS begins a formula, whichever list it comes from."""
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    from foundation.tables import neutralise

    plain = SpreadsheetExportMixin.preprocess_field_value

    @wraps(plain)
    def harmless(self: Any, field: str, value: Any, export_format: str) -> Any:
        return neutralise(plain(self, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = harmless


def _leave_names_to_the_secretariat() -> None:
    """The first and last name that Wagtail asks for is shown nowhere, and its picture is not served."""
    from wagtail.admin.views import account

    for panel in (account.NameEmailSettingsPanel, account.AvatarSettingsPanel):
        panel.is_active = lambda _panel: False


def _offer_what_is_there() -> None:
    """Wagtail shows the buttons for many records at once to everybody who sees the list."""
    from wagtail.admin.templatetags import wagtailadmin_tags as tags

    plain = tags.bulk_action_choices

    @tags.register.inclusion_tag(
        "wagtailadmin/shared/buttons.html", takes_context=True, name="bulk_action_choices"
    )
    def offered(context: Any, app_label: str, model_name: str) -> dict[str, Any]:
        user, shown = context["request"].user, plain(context, app_label, model_name)
        buttons = [one for one in shown["buttons"] if not one.url or is_there(user, one.url)]
        return {**shown, "buttons": buttons}
