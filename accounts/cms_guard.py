"""What Wagtail does otherwise than Renaksi promises, put right in one place when the site starts.

Each is tried by tests/integration/access: an upgrade of Wagtail that undoes one turns them red.
"""

from functools import wraps
from typing import Any, NoReturn

from django.http import Http404, HttpRequest


def guard_cms() -> None:
    _hide_what_is_refused()
    _neutralise_exports()
    _leave_names_to_the_secretariat()


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
