"""What leaves the CMS by its side doors: lists, searches, choosers, the internal API, exports and one's own account."""

import csv
import html
import io
import re
from collections.abc import Iterator

import openpyxl
import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from accounts.enums import Role
from accounts.groups import group_for
from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory
from tests.integration.access.cms_addresses import addresses
from tests.integration.access.cms_table import declared
from tests.integration.access.cms_world import Keys, make_keys, staff
from tests.integration.access.probe import ask, body, client_of, fresh, undone
from tests.integration.access.world import CANARY, make_world
from tests.pages import site_tree, story

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    # Wagtail leaves it to the garbage collector to close what it rendered a picture into.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

# Asked in every way that some list of Wagtail's or ours understands; the answer repeats only what was asked.
SEARCH = f"q={CANARY[:6]}&search={CANARY[:6]}"
FORMULA = "=HYPERLINK(contoh)"


def answered(who: str, query: str) -> Iterator[tuple[str, HttpResponseBase]]:
    """Each address of the CMS with the query, as GET."""
    world = make_world()
    keys = make_keys(world)
    client = client_of(staff(who, world), raise_request_exception=False)
    for one in addresses():
        path = one.called(keys)
        with undone():
            yield one.row, ask(fresh(client), "GET", f"{path}{'&' if '?' in path else '?'}{query}")


def text_of(response: HttpResponseBase) -> str:
    """A workbook as its cells, anything else as it is; and the headers."""
    content = body(response)
    if "spreadsheetml" in response.headers.get("Content-Type", ""):
        return str(cells_of_workbook(content))
    return content.decode(errors="replace") + str(response.headers)


def cells_of_workbook(content: bytes) -> list[object]:
    rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True).active.iter_rows(values_only=True)
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize(
    "query",
    [
        SEARCH,
        pytest.param("", marks=pytest.mark.long),
        pytest.param("export=csv", marks=pytest.mark.long),
        pytest.param("export=xlsx", marks=pytest.mark.long),
    ],
)
def test_editors_find_no_report_and_no_proof_in_the_cms(query: str):
    assert [row for row, response in answered("editor", query) if CANARY in text_of(response)] == []


def test_admins_find_them():
    """Else the test above could not fail."""
    world = make_world()
    keys = make_keys(world)
    client = client_of(staff("admin", world))
    assert CANARY in text_of(client.get(f"{reverse('cms_evidence:index')}?{SEARCH}"))
    assert CANARY in text_of(client.get(reverse("cms_update:inspect", args=[keys["cms_update:pk"]])))


# --- Exports ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "name",
    ["wagtailadmin_reports:site_history", "wagtailadmin_reports:aging_pages", "wagtailredirects:index"],
)
def test_wagtail_s_own_lists_start_no_formula(name: str, kind: str):
    """Redirects and titles of pages are typed by staff and opened by others in a spreadsheet."""
    page = story(site_tree(), title=FORMULA)
    page.save_revision().publish()
    log(instance=page, action="wagtail.edit", user=UserFactory(name=FORMULA))
    Redirect.objects.create(old_path=FORMULA, redirect_link="https://contoh.test/")
    client = client_of(UserFactory(is_superuser=True))
    content = body(client.get(reverse(name), {"export": kind}))
    cells = cells_of_workbook(content) if kind == "xlsx" else cells_of_text(content)
    assert any(FORMULA in str(cell) for cell in cells)
    assert [cell for cell in cells if str(cell).startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def cells_of_text(content: bytes) -> list[object]:
    return [cell for row in csv.reader(io.StringIO(content.decode())) for cell in row]


# --- Who asks in another way --------------------------------------------------------------------------


def test_script_s_request_is_refused_like_a_person_s():
    """Wagtail answers what it takes for a script with another code."""
    world = make_world()
    keys = make_keys(world)
    client = client_of(staff("editor", world))
    closed = [
        row for (row, who, verb), said in declared().items() if (who, verb, said) == ("editor", "GET", "404")
    ]
    called = {one.row: one.called(keys) for one in addresses() if one.row in closed}
    headers = {"X-Requested-With": "XMLHttpRequest"}
    found = {row: client.get(path, headers=headers).status_code for row, path in called.items()}
    assert found == dict.fromkeys(closed, 404)


@pytest.mark.parametrize("verb", ["POST", "PUT"])
def test_form_without_the_fields_that_it_always_sends_is_a_bad_request(verb: str):
    """Wagtail reads them unasked and breaks."""
    world = make_world()
    keys = make_keys(world)
    client = client_of(staff("admin", world))
    response = client.generic(verb, reverse("wagtailadmin_pages:copy", args=[keys["page_id"]]))
    assert response.status_code == 400
    assert "Permintaan ini tidak dapat dibaca" in response.content.decode()


def test_right_to_change_users_given_by_mistake_opens_nothing():
    """Trap: in Wagtail this right is as good as superuser."""
    group_for(Role.ADMIN).permissions.add(
        *Permission.objects.filter(content_type__app_label__in=["accounts", "auth"])
    )
    world = make_world()
    keys = make_keys(world)
    client = client_of(staff("admin", world))
    called = [
        one.called(keys)
        for one in addresses()
        if one.row.startswith(("wagtailusers", "wagtail_bulk_action (accounts.user"))
    ]
    assert len(called) > 15
    assert {client.get(path).status_code for path in called} == {404}
    assert {client.post(path, {"is_superuser": "on"}).status_code for path in called} == {404}


def test_second_doors_are_closed_to_superusers_too():
    client = client_of(UserFactory(is_superuser=True))
    names = ("wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done")
    assert {name: client.get(reverse(name)).status_code for name in names} == dict.fromkeys(names, 404)
    assert client.get(reverse("wagtailusers_users:index")).status_code == 200


# --- One's own account --------------------------------------------------------------------------------

OWN = {
    "name_email-first_name": "Lain",
    "name_email-last_name": "Lain",
    "name_email-email": "lain@contoh.test",
    "email": "lain@contoh.test",
    "name": "Lain",
    "is_superuser": "on",
    "password-old_password": PASSWORD,
    "password-new_password1": "sandi-yang-baru-2026",
    "password-new_password2": "sandi-yang-baru-2026",
    "locale-preferred_language": "en",
    "locale-current_time_zone": "Asia/Makassar",
    "theme-theme": "dark",
    "theme-contrast": "system",
    "theme-density": "default",
    "theme-keyboard_shortcuts": "on",
}


@pytest.mark.parametrize("who", ["editor", "admin"])
def test_own_account_offers_language_and_looks_alone(who: str):
    """The address is what one signs in with, and a password is set through the one door, with its log."""
    user = staff(who, make_world())
    client: Client = client_of(user)
    before = User.objects.filter(pk=user.pk).values().get()
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert [name for name in OWN if f'name="{name}"' in page] == [
        "locale-preferred_language",
        "locale-current_time_zone",
        "theme-theme",
        "theme-contrast",
        "theme-density",
        "theme-keyboard_shortcuts",
    ]
    assert client.post(reverse("wagtailadmin_account"), OWN).status_code == 302
    after = User.objects.filter(pk=user.pk).values().get()
    assert after == before
    assert user.wagtail_userprofile.current_time_zone == "Asia/Makassar"


# --- What is offered ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["editor", *(pytest.param(who, marks=pytest.mark.long) for who in ("admin", "superuser"))]
)
def test_menus_and_buttons_lead_to_no_page_that_is_not_there(who: str):
    """What is closed by name is offered nowhere: neither in the menu nor on any page that one opens from it."""
    world = make_world()
    keys = make_keys(world)
    client = client_of(UserFactory(is_superuser=True) if who == "superuser" else staff(who, world))
    home = reverse("wagtailadmin_home")
    menu = {path for path in links(client, home) if path.startswith(home)}
    beyond = {path for page in menu for path in links(client, page) if path.startswith(home)}
    assert len(beyond) > 30
    assert [path for path in sorted(beyond) if client.get(chosen(path, keys)).status_code == 404] == []


def chosen(path: str, keys: Keys) -> str:
    """A button for many records at once gets those that are ticked."""
    if not path.startswith("/admin/bulk/"):
        return path
    app, model = path.split("/")[3:5]
    return f"{path}?id={keys['bulk'][apps.get_model(app, model)]}&next=/admin/"


def links(client: Client, address: str) -> set[str]:
    """Addresses in the page and in the menu, which is JSON in it; without what follows `?` or `#`."""
    text = body(client.get(address)).decode(errors="replace")
    found = re.findall(r'(?:href=|"url": ?)"(/[^"?#]*)', text)
    return {html.unescape(path) for path in found}
