"""Every address of the CMS and of Wagtail's in public × everybody × every verb, as `cms_table.txt` says.

An address that is not in the file fails, and so does a line whose address is gone.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site, Workflow

from accounts.models import Membership, User
from evidence.models import Evidence
from home.models import SiteBanner, SiteContact, SiteFooter, SiteMenu
from institutions.models import ProvinceMap, Region
from renaksi.models import (
    Amendment,
    Assessment,
    EvidenceItem,
    Milestone,
    PlanGrant,
    ProgressUpdate,
    ReportingPeriod,
    Review,
    TrackingSettings,
)
from reports.models import Report, ReportBatch, ReportBuild, ReportSchedule
from tests.integration.access.cms_addresses import addresses
from tests.integration.access.cms_table import STAFF, declared
from tests.integration.access.cms_world import Keys, make_keys, staff
from tests.integration.access.probe import YES, ask, client_of, fresh, outcome, undone
from tests.integration.access.world import ACTORS, make_world

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    # Wagtail leaves it to the garbage collector to close what it rendered a picture into.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

OTHER_VERBS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
# With these every change is tested; the others, who all stand before the same gate, by `make test-long`.
ALWAYS = ("anonymous", "focal A", *STAFF)
# Where a key may be unknown and the page is there all the same.
ASKS_FOR_NO_RECORD = {
    # Whoever edits says so, whatever became of the record.
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
}


def people(verbs: Iterable[str], *, always: Iterable[str] = ALWAYS) -> list[Any]:
    return [pytest.param(who, verb, marks=marks(who, always=always)) for who in ACTORS for verb in verbs]


def marks(who: str, *, always: Iterable[str]) -> list[pytest.MarkDecorator]:
    """Behind the gate only staff gets so far that a database is asked for more than who they are."""
    return [*([] if who in always else [pytest.mark.long]), *([] if who in STAFF else [pytest.mark.once])]


def filled_in(keys: Keys) -> dict[str, object]:
    """What every form sends, whatever is typed; Wagtail's fail without it."""
    return {
        **YES,
        **dict.fromkeys(("body-count", "body_en-count", "items-count", "columns-count"), "0"),
        "new_parent_page": keys["parent_page_id"],
        "external-link-chooser-url": "https://contoh.test/",
    }


def answers(
    who: str, verb: str, *, called_with: Callable[[Keys], Keys] = dict, after: Callable[[str], None] = len
) -> dict[str, str]:
    """What each address says, by its name; no answer changes what the next one finds.

    `after` is told the name of each address while its changes still stand.
    """
    world = make_world()
    keys = make_keys(world)
    client = client_of(staff(who, world), raise_request_exception=False)
    found = {}
    for one in addresses():
        path = one.called(called_with(keys))
        with undone():
            found[one.row] = outcome(ask(fresh(client), verb, path, filled_in(keys)), path)
            after(one.row)
    return found


def told(who: str, verb: str) -> dict[str, str]:
    return {row: said for (row, whom, how), said in declared().items() if (whom, how) == (who, verb)}


def test_every_address_is_declared_and_every_line_has_one():
    names = [one.row for one in addresses()]
    assert sorted({row for row, _who, _verb in declared()}) == sorted(names)
    assert len(set(names)) == len(names)


# What editors are told when they post is compared below, where it is asked anyway.
@pytest.mark.parametrize(
    ("who", "verb"),
    [
        *people(["GET"]),
        *(one for one in people(["POST"], always=("anonymous", "admin")) if one.values[0] != "editor"),
    ],
)
def test_address_answers_as_declared(who: str, verb: str, record_property: Callable):
    found = answers(who, verb)
    record_property("access", [list(found), [who], [verb]])
    assert found == told(who, verb)


@pytest.mark.long
@pytest.mark.parametrize(("who", "verb"), people(OTHER_VERBS))
def test_no_other_verb_finds_more(who: str, verb: str, record_property: Callable):
    """What is closed to GET and POST stays closed; nothing breaks."""
    found = answers(who, verb)
    record_property("access", [list(found), [who], [verb]])
    closed = {
        row: said
        for row, said in told(who, "GET").items()
        if said == told(who, "POST")[row] in {"404", "door"}
    }
    assert {row: found[row] for row in closed} == closed
    assert [row for row, said in found.items() if said == "500"] == []


def unknown(keys: Keys) -> Keys:
    """The same words with keys that no record has."""
    by_model = {part: dict.fromkeys(value, 4711) for part, value in keys.items() if isinstance(value, dict)}
    single = {part: 4711 for part, value in keys.items() if isinstance(value, int)}
    return {**keys, **by_model, **single}


@pytest.mark.long
@pytest.mark.parametrize("who", STAFF)
def test_what_does_not_exist_is_not_there_for_staff_either(who: str):
    found = answers(who, "GET", called_with=unknown)
    moved = {row for row, said in found.items() if said != told(who, "GET")[row]}
    assert {found[row] for row in moved} == {"404"}


# What an editor may not write, whatever is posted where.
NOT_AN_EDITOR_S: tuple[type[Model], ...] = (
    User, Membership, Group, Site, Redirect, Collection, Workflow, SiteContact, SiteMenu, SiteFooter, SiteBanner,
    TrackingSettings, Region, ProvinceMap,
    ReportingPeriod, PlanGrant, Assessment, Amendment, Milestone, ProgressUpdate, EvidenceItem, Review,
    Evidence, Report, ReportBuild, ReportBatch, ReportSchedule,
)  # fmt: skip


def test_editor_s_posts_change_nothing_that_is_not_theirs(record_property: Callable):
    """Every form of every page, asked as an editor; the sign-in itself is no change."""

    def stored() -> dict[str, list[tuple]]:
        return {
            model.__name__: list(model._default_manager.order_by("pk").values_list(*columns(model)))
            for model in NOT_AN_EDITOR_S
        }

    states: dict[str, dict[str, list[tuple]]] = {}
    found = answers("editor", "POST", after=lambda row: states.update({row: stored()}))
    record_property("access", [list(found), ["editor"], ["POST"]])
    assert found == told("editor", "POST")
    first = states["wagtailadmin_home"]
    assert [row for row, state in states.items() if state != first] == []
    assert [model for model in NOT_AN_EDITOR_S if not first[model.__name__]] == []


def columns(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.name != "last_login"]
