"""Every address of our own × everybody × GET and POST: one table. An address that is not in it fails.

The CMS and Wagtail's own addresses have theirs in `cms_table.txt`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from home.models import NewsIndexPage
from practices.models import PracticeIndexPage, PracticePage
from renaksi.actions.handover import hand_over
from renaksi.enums import UpdateState
from renaksi.models import Handover, ReportSheet
from reports.enums import ReportKind
from reports.models import ReportBuild
from tests import actors
from tests.integration.access.probe import VERBS, ask, client_of, fresh, outcome, undone
from tests.integration.access.world import ACTORS, CANARY, World, actor, make_world, secret_link
from tests.pages import practice, site_tree, story, theme
from tests.published_reports import published, report_of

pytestmark = pytest.mark.django_db

# Columns as in ACTORS: anonymous, focal A, focal B, approver, coordinator, monitor, editor, verifier, admin;
# then who has these roles elsewhere: approver A, coordinator A, other monitor, other verifier.
TABLE = """
workspace:home                     |GET | door 200  200  200  200  goes 200  goes goes 200  200  goes goes
workspace:home                     |POST| door 405  405  405  405  405  405  405  405  405  405  405  405
workspace:receipts                 |GET | door 200  200  200  200  404  404  404  404  200  200  404  404
workspace:receipts                 |POST| door 405  405  405  405  404  404  404  404  405  405  404  404
workspace:report                   |GET | door 404  200  200  200  404  404  404  404  404  404  404  404
workspace:report                   |POST| door 404  goes goes goes 404  404  404  404  404  404  404  404
workspace:upload                   |GET | door 404  405  405  405  404  404  404  404  404  404  404  404
workspace:upload                   |POST| door 404  412  412  412  404  404  404  404  404  404  404  404
workspace:readiness                |GET | door 404  405  405  405  404  404  404  404  404  404  404  404
workspace:readiness                |POST| door 404  200  200  200  404  404  404  404  404  404  404  404
workspace:update                   |GET | door 404  200  200  200  200  404  200  200  404  404  404  404
workspace:update                   |POST| door 404  405  405  405  405  404  405  405  404  404  404  404
workspace:receipt                  |GET | door 404  200  200  200  200  404  200  200  404  404  404  404
workspace:receipt                  |POST| door 404  405  405  405  405  404  405  405  404  404  404  404
workspace:recall                   |GET | door 404  405  405  405  405  404  405  405  404  404  404  404
workspace:recall                   |POST| door 404  goes goes goes 404  404  404  404  404  404  404  404
workspace:correction               |GET | door 404  goes goes goes 404  404  404  404  404  404  404  404
workspace:correction               |POST| door 404  goes goes goes 404  404  404  404  404  404  404  404
workspace:give_up                  |GET | door 404  405  405  405  404  404  404  404  404  404  404  404
workspace:give_up                  |POST| door 404  goes goes goes 404  404  404  404  404  404  404  404
workspace:undo_verdict             |GET | door 404  404  404  404  404  404  200  200  404  404  404  404
workspace:undo_verdict             |POST| door 404  404  404  404  404  404  422  422  404  404  404  404
workspace:sheets                   |GET | door 200  200  200  200  404  404  404  404  200  200  404  404
workspace:sheets                   |POST| door 422  422  422  422  404  404  404  404  422  422  404  404
workspace:sheet_file               |GET | door 404  200  200  200  404  404  404  404  404  404  404  404
workspace:sheet_file               |POST| door 404  405  405  405  404  404  404  404  404  404  404  404
workspace:sheet_drafts             |GET | door 404  200  200  200  404  404  404  404  404  404  404  404
workspace:sheet_drafts             |POST| door 404  goes goes goes 404  404  404  404  404  404  404  404
workspace:sheet                    |GET | door 404  404  404  404  404  404  404  404  404  404  404  404
workspace:sheet                    |POST| door 404  404  404  404  404  404  404  404  404  404  404  404
workspace:sheet_remarks            |GET | door 404  404  404  404  404  404  404  404  404  404  404  404
workspace:sheet_remarks            |POST| door 404  404  404  404  404  404  404  404  404  404  404  404
workspace:on_behalf                |GET | door 404  404  404  404  404  404  404  200  404  404  404  404
workspace:on_behalf                |POST| door 404  404  404  404  404  404  404  405  404  404  404  404
workspace:on_behalf_letter         |GET | door 404  404  404  404  404  404  404  200  404  404  404  404
workspace:on_behalf_letter         |POST| door 404  404  404  404  404  404  404  422  404  404  404  404
workspace:approvals                |GET | door 404  404  200  200  404  404  404  404  200  200  404  404
workspace:approvals                |POST| door 404  404  goes goes 404  404  404  404  goes goes 404  404
workspace:approval                 |GET | door 404  404  200  goes 404  404  404  404  404  404  404  404
workspace:approval                 |POST| door 404  404  goes goes 404  404  404  404  404  404  404  404
workspace:approval (region)        |GET | door 404  404  goes 200  404  404  404  404  404  404  404  404
workspace:approval (region)        |POST| door 404  404  goes goes 404  404  404  404  404  404  404  404
workspace:notices                  |GET | door 200  200  200  200  200  200  200  200  200  200  200  200
workspace:notices                  |POST| door 422  422  422  422  422  422  422  422  422  422  422  422
workspace:monitoring               |GET | door 404  404  404  404  200  404  404  404  404  404  200  404
workspace:monitoring               |POST| door 404  404  404  404  405  404  404  404  404  404  405  404
workspace:note                     |GET | door 404  404  404  404  200  404  404  404  404  404  404  404
workspace:note                     |POST| door 404  404  404  404  422  404  404  404  404  404  404  404
workspace:queue                    |GET | door 404  404  404  404  404  404  200  200  404  404  404  200
workspace:queue                    |POST| door 404  404  404  404  404  404  405  405  404  404  404  405
workspace:review                   |GET | door 404  404  404  404  404  404  200  200  404  404  404  404
workspace:review                   |POST| door 404  404  404  404  404  404  goes goes 404  404  404  404
workspace:review_lock              |GET | door 404  404  404  404  404  404  405  405  404  404  404  404
workspace:review_lock              |POST| door 404  404  404  404  404  404  204  204  404  404  404  404
workspace:bulk_review              |GET | door 404  404  404  404  404  404  200  200  404  404  404  200
workspace:bulk_review              |POST| door 404  404  404  404  404  404  422  422  404  404  404  422
workspace:proof_publication        |GET | door 404  404  404  404  404  404  405  405  404  404  404  404
workspace:proof_publication        |POST| door 404  404  404  404  404  404  goes goes 404  404  404  404
workspace:takedown                 |GET | door 404  404  404  404  404  404  200  200  404  404  404  404
workspace:takedown                 |POST| door 404  404  404  404  404  404  422  422  404  404  404  404
workspace:accounts                 |GET | door 404  404  404  200  404  404  404  200  404  200  404  404
workspace:accounts                 |POST| door 404  404  404  405  404  404  404  405  404  405  404  404
workspace:account_add              |GET | door 404  404  404  200  404  404  404  200  404  200  404  404
workspace:account_add              |POST| door 404  404  404  422  404  404  404  422  404  422  404  404
workspace:account                  |GET | door 404  404  404  200  404  404  404  200  404  404  404  404
workspace:account                  |POST| door 404  404  404  goes 404  404  404  goes 404  404  404  404
workspace:handovers                |GET | door 404  404  404  200  404  404  404  200  404  200  404  404
workspace:handovers                |POST| door 404  404  404  405  404  404  404  405  404  405  404  404
workspace:handover                 |GET | door 404  404  404  200  404  404  404  200  404  404  404  404
workspace:handover                 |POST| door 404  404  404  422  404  404  404  422  404  404  404  404
workspace:handover_receipt         |GET | door 404  404  404  200  404  404  404  200  404  404  404  404
workspace:handover_receipt         |POST| door 404  404  404  405  404  404  404  405  404  404  404  404
workspace:sign_in_links            |GET | door 404  404  404  200  404  404  404  200  404  200  404  404
workspace:sign_in_links            |POST| door 404  404  404  goes 404  404  404  goes 404  goes 404  404
workspace:rounds                   |GET | door 404  404  404  404  404  404  404  200  404  404  404  404
workspace:rounds                   |POST| door 404  404  404  404  404  404  404  422  404  404  404  404
workspace:round                    |GET | door 404  404  404  404  404  404  404  200  404  404  404  404
workspace:round                    |POST| door 404  404  404  404  404  404  404  405  404  404  404  404
workspace:round_figures            |GET | door 404  404  404  404  404  404  404  200  404  404  404  404
workspace:round_figures            |POST| door 404  404  404  404  404  404  404  405  404  404  404  404
workspace:round_close              |GET | door 404  404  404  404  404  404  404  200  404  404  404  404
workspace:round_close              |POST| door 404  404  404  404  404  404  404  goes 404  404  404  404
workspace:round_institution        |GET | door 404  404  404  404  404  404  404  200  404  404  404  404
workspace:round_institution        |POST| door 404  404  404  404  404  404  404  422  404  404  404  404
workspace:ownerless                |GET | door 404  404  404  404  404  404  404  200  404  404  404  404
workspace:ownerless                |POST| door 404  404  404  404  404  404  404  405  404  404  404  404
sign_in_link                       |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
sign_in_link                       |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
evidence:upload                    |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
evidence:upload                    |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
evidence:open                      |GET | 404  404  200  200  200  200  404  200  200  404  404  404  404
evidence:open                      |POST| 404  404  405  405  405  405  404  405  405  404  404  404  404
evidence:copy                      |GET | 404  404  200  200  200  200  404  200  200  404  404  404  404
evidence:copy                      |POST| 404  404  405  405  405  405  404  405  405  404  404  404  404
evidence:page                      |GET | 404  404  200  200  200  200  404  200  200  404  404  404  404
evidence:page                      |POST| 404  404  405  405  405  405  404  405  405  404  404  404  404
evidence:thumbnail                 |GET | 404  404  200  200  200  200  404  200  200  404  404  404  404
evidence:thumbnail                 |POST| 404  404  405  405  405  405  404  405  405  404  404  404  404
workspace:proof                    |GET | door 404  200  200  200  200  404  200  200  404  404  404  404
workspace:proof                    |POST| door 404  405  405  405  405  404  405  405  404  404  404  404
reports:list                       |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
reports:list                       |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
reports:register_csv               |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
reports:register_csv               |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
reports:register_json              |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
reports:register_json              |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
reports:verification               |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
reports:verification               |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
reports:version                    |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
reports:version                    |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
reports:part                       |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
reports:part                       |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
reports:file                       |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
reports:file                       |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
reports:report                     |GET | goes goes goes goes goes goes goes goes goes goes goes goes goes
reports:report                     |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
reports:draft_file                 |GET | 404  404  404  404  404  404  404  404  200  404  404  404  404
reports:draft_file                 |POST| 404  404  404  404  404  404  404  404  405  404  404  404  404
account_login                      |GET | 200  goes goes goes goes goes goes goes goes goes goes goes goes
account_login                      |POST| 200  goes goes goes goes goes goes goes goes goes goes goes goes
account_logout                     |GET | goes 200  200  200  200  200  200  200  200  200  200  200  200
account_logout                     |POST| goes goes goes goes goes goes goes goes goes goes goes goes goes
account_inactive                   |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
account_inactive                   |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
account_reauthenticate             |GET | door 200  200  200  200  200  200  200  200  200  200  200  200
account_reauthenticate             |POST| door 200  200  200  200  200  200  200  200  200  200  200  200
account_change_password            |GET | door 200  200  200  200  200  200  200  200  200  200  200  200
account_change_password            |POST| door 200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password             |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password             |POST| 200  200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password_done        |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password_done        |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
account_reset_password_from_key    |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password_from_key    |POST| 200  200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password_from_key_done|GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password_from_key_done|POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
side_door                          |GET | goes goes goes goes goes goes goes goes goes goes goes goes goes
side_door                          |POST| goes goes goes goes goes goes goes goes goes goes goes goes goes
plan_list                          |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
plan_list                          |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
plan                               |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
plan                               |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
commitment                         |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
commitment                         |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
commitment_list                    |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
commitment_list                    |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
region_list                        |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
region_list                        |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
region                             |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
region                             |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
gallery_csv                        |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
gallery_csv                        |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
gallery_json                       |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
gallery_json                       |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
practice_submit                    |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
practice_submit                    |POST| 422  422  422  422  422  422  422  422  422  422  422  422  422
practice_submitted                 |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
practice_submitted                 |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
practice_similar                   |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
practice_similar                   |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
practice_draft                     |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_draft                     |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_coaching                  |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_coaching                  |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_life                      |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_life                      |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
copy_report                        |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
copy_report                        |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
copy_consent                       |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
copy_consent                       |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_copy                      |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_copy                      |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_copy_sent                 |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_copy_sent                 |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_contact                   |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_contact                   |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_contact_sent              |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_contact_sent              |POST| 404  404  404  404  404  404  404  404  404  404  404  404  404
practice_theme                     |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
practice_theme                     |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
practice_compare                   |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
practice_compare                   |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
practice_sheet                     |GET | 202  202  202  202  202  202  202  202  202  202  202  202  202
practice_sheet                     |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
institution                        |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
institution                        |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
search                             |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
search                             |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
search_suggestions                 |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
search_suggestions                 |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
news_rss                           |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
news_rss                           |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
news_atom                          |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
news_atom                          |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
news_theme_rss                     |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
news_theme_rss                     |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
news_theme_atom                    |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
news_theme_atom                    |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
news_region_rss                    |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
news_region_rss                    |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
news_region_atom                   |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
news_region_atom                   |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
news_read                          |GET | 405  405  405  405  405  405  405  405  405  405  405  405  405
news_read                          |POST| 403  403  403  403  403  403  403  403  403  403  403  403  403
agenda_feed                        |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
agenda_feed                        |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
event_file                         |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
event_file                         |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
robots                             |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
robots                             |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
sitemap_index                      |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
sitemap_index                      |POST| 200  200  200  200  200  200  200  200  200  200  200  200  200
sitemap                            |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
sitemap                            |POST| 200  200  200  200  200  200  200  200  200  200  200  200  200
grid_embed                         |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
grid_embed                         |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
commitment_embed                   |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
commitment_embed                   |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
permanent                          |GET | goes goes goes goes goes goes goes goes goes goes goes goes goes
permanent                          |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
citable_card                       |GET | 200  200  200  200  200  200  200  200  200  200  200  200  200
citable_card                       |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
picture                            |GET | 404  404  404  404  404  404  404  404  404  404  404  404  404
picture                            |POST| 405  405  405  405  405  405  405  405  405  405  405  405  405
"""


def sent(world: World) -> list[int]:
    return [world.updates[UpdateState.SUBMITTED].pk]


def report(world: World) -> list[int]:
    return [world.period.pk, world.updates[UpdateState.DRAFT].milestone_id]


def handed_over(world: World) -> Handover:
    giver, taker = (actors.focal_point(world.b) for _person in range(2))
    admin = actors.secretariat_admin()
    facts = {"institution": world.b, "reason": "Mutasi", "by": admin, "at": timezone.now()}
    return hand_over(giver=giver, taker=taker, **facts)


def returned(world: World) -> list[int]:
    return [world.updates[UpdateState.RETURNED].pk]


def sheet(world: World) -> list[int]:
    """Of a colleague at institution B: what was read of a file is for its sender alone."""
    given = {
        "institution": world.b,
        "period": world.period,
        "file_name": f"{CANARY}.xlsx",
        "sha256": "0" * 64,
    }
    return [
        ReportSheet.objects.create(**given, user=actors.focal_point(world.b), created_at=timezone.now()).pk
    ]


def tree_of(_world: World) -> SimpleNamespace:
    """The page tree, made once for all addresses."""
    news = NewsIndexPage.objects.first()
    return SimpleNamespace(news=news, practices=PracticeIndexPage.objects.get()) if news else site_tree()


def a_practice(world: World) -> PracticePage:
    """Made once, too."""
    return PracticePage.objects.first() or practice(tree_of(world), slug="praktik")


def a_version(world: World) -> list[object]:
    """One that is published, made once for all addresses."""
    build = ReportBuild.objects.published().first() or published(
        report_of(world.plan, kind=ReportKind.CHECKLIST)
    )
    return [build.report.slug, build.version]


def of_b(world: World) -> list[int]:
    return [world.period.pk, world.b.pk]


# What the address names: of institution B where it is one's own.
ARGUMENTS = {
    "plan": lambda _world: ["rencana"],
    "commitment": lambda _world: ["rencana", "1"],
    "commitment_embed": lambda _world: ["rencana", "1"],
    "grid_embed": lambda _world: ["rencana"],
    "permanent": lambda world: ["daerah", world.b.region_id],
    "citable_card": lambda world: ["daerah", world.b.region_id],
    "sitemap": lambda _world: ["halaman"],
    "region": lambda world: [world.b.region.code],
    "news_theme_rss": lambda _world: [theme().slug],
    "news_theme_atom": lambda _world: [theme().slug],
    "news_region_rss": lambda world: [world.b.region.code],
    "news_region_atom": lambda world: [world.b.region.code],
    "news_read": lambda world: [story(tree_of(world)).pk],
    "institution": lambda _world: ["b"],
    # A link that nobody was mailed, a practice that is not there: whose exist are in tests/integration/practices.
    **dict.fromkeys(
        (
            "practice_draft",
            "practice_coaching",
            "practice_life",
            "copy_report",
            "copy_consent",
            "practice_copy",
            "practice_copy_sent",
            "practice_contact",
            "practice_contact_sent",
        ),
        lambda _world: ["salah"],
    ),
    "practice_theme": lambda _world: [theme().slug],
    "practice_sheet": lambda world: [a_practice(world).slug],
    "picture": lambda _world: ["tidak-ada.jpg"],
    # One that is not there: those that are, in tests/integration/agenda.
    "event_file": lambda _world: ["tidak-ada"],
    "evidence:open": lambda world: [world.evidence.public_id],
    "evidence:upload": lambda world: [world.evidence.public_id],
    "workspace:proof_publication": lambda world: [world.evidence.public_id],
    "workspace:takedown": lambda world: [world.evidence.public_id],
    "evidence:copy": lambda world: [secret_link(world.updates[UpdateState.DRAFT]).public_id, 1],
    "evidence:page": lambda world: [world.evidence.public_id, 1],
    "evidence:thumbnail": lambda world: [world.evidence.public_id],
    "workspace:proof": lambda world: [world.evidence.public_id],
    "reports:draft_file": lambda world: [world.build.pk, "pdf"],
    "reports:report": lambda world: a_version(world)[:1],
    "reports:version": a_version,
    "reports:part": lambda world: [*a_version(world), "ringkasan"],
    "reports:file": lambda world: [*a_version(world), "pdf"],
    "workspace:report": report,
    "workspace:upload": report,
    "workspace:readiness": report,
    "workspace:sheet_file": of_b,
    "workspace:sheet_drafts": of_b,
    "workspace:sheet": sheet,
    "workspace:sheet_remarks": sheet,
    "workspace:on_behalf_letter": lambda world: [world.period.pk, world.unbegun.pk],
    "workspace:update": sent,
    "workspace:receipt": sent,
    "workspace:recall": sent,
    "workspace:correction": returned,
    "workspace:give_up": returned,
    "workspace:undo_verdict": returned,
    "workspace:approval": lambda world: [world.updates[UpdateState.AWAITING_AGENCY].pk],
    "workspace:approval (region)": lambda world: [world.updates[UpdateState.AWAITING_REGION].pk],
    "workspace:review": sent,
    "workspace:round": lambda _world: ["B09-2026"],
    "workspace:round_figures": lambda _world: ["B09-2026"],
    "workspace:round_close": lambda _world: ["B09-2026"],
    "workspace:round_institution": lambda world: ["B09-2026", world.b.pk],
    "workspace:review_lock": sent,
    "workspace:note": lambda world: [world.unbegun.commitment_id],
    "workspace:account": lambda world: [actors.focal_point(world.b).pk],
    "workspace:handover": lambda world: [actors.focal_point(world.b).pk],
    "workspace:handover_receipt": lambda world: [handed_over(world).receipt],
    "sign_in_link": lambda _world: ["salah"],
    "account_reset_password_from_key": lambda _world: ["1", "salah-kunci"],
}
UNKNOWN = {
    "evidence:open": [UUID(int=0)],
    "workspace:proof_publication": [UUID(int=0)],
    "workspace:takedown": [UUID(int=0)],
    "evidence:copy": [UUID(int=0), 1],
    "evidence:page": [UUID(int=0), 1],
    "evidence:thumbnail": [UUID(int=0)],
    "workspace:proof": [UUID(int=0)],
    "workspace:report": [4711, 4711],
    "workspace:sheet_file": [4711, 4711],
    "workspace:sheet_drafts": [4711, 4711],
    "workspace:sheet": [4711],
    "workspace:sheet_remarks": [4711],
    "workspace:upload": [4711, 4711],
    "workspace:readiness": [4711, 4711],
    "workspace:on_behalf_letter": [4711, 4711],
    **{
        f"workspace:{name}": [4711]
        for name in (
            "update",
            "receipt",
            "recall",
            "approval",
            "approval (region)",
            "review",
            "review_lock",
            "note",
        )
    },
    "workspace:account": [4711],
    "workspace:handover": [4711],
    "workspace:handover_receipt": ["ST-261122-TIDAKX"],
    "workspace:round": ["B03-1999"],
    "workspace:round_figures": ["B03-1999"],
    "workspace:round_close": ["B03-1999"],
    "workspace:round_institution": ["B09-2026", 4711],
    "reports:draft_file": [4711, "pdf"],
}


def address(name: str, keys: list[object]) -> str:
    return reverse(name.removesuffix(" (region)"), args=keys)


def arguments(name: str, world: World) -> list[object]:
    return ARGUMENTS.get(name, lambda _world: [])(world)


NINE = tuple(ACTORS)[:9]
STRANGERS = ("anonymous", "focal A", *tuple(ACTORS)[9:])


def with_every_change(these: Collection[str], among: Iterable[str] = ACTORS) -> list[Any]:
    """All others are asked by `make test-long`."""
    return [pytest.param(who, marks=() if who in these else pytest.mark.long) for who in among]


def each_once_but_those_who_see_most() -> Iterator[Any]:
    """Every page that asks the database something is asked on both kinds: most tests of pages run on SQLite alone."""
    for who in ACTORS:
        for verb in VERBS:
            marks = [] if who in NINE else [pytest.mark.long]
            if verb != "GET" or who not in {"focal B", "coordinator", "verifier", "admin"}:
                marks.append(pytest.mark.once)
            yield pytest.param(who, verb, marks=marks)


def rows() -> dict[tuple[str, str], list[str]]:
    """Outcomes in the order of ACTORS, by name of the address and verb."""
    lines = [line.split("|") for line in TABLE.strip().splitlines()]
    return {(name.strip(), verb.strip()): told.split() for name, verb, told in lines}


def own_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Of our own address books; Wagtail's are left out."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield namespace + (entry.name or str(entry.pattern))
        elif not getattr(entry.urlconf_name, "__name__", "").startswith("wagtail."):
            yield from own_names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


@pytest.mark.once
def test_every_address_is_in_the_table():
    told = {name.removesuffix(" (region)") for name, _verb in rows()}
    assert set(own_names(get_resolver())) == told
    assert set(rows()) == {(name, verb) for name, _verb in rows() for verb in VERBS}


@pytest.mark.parametrize(("who", "verb"), list(each_once_but_those_who_see_most()))
def test_address_answers_as_the_table_says(who: str, verb: str, record_property: Callable):
    world = make_world()
    paths = {name: address(name, arguments(name, world)) for name, how in rows() if how == verb}
    client = client_of(actor(who, world))
    found = {}
    for name, path in paths.items():
        with undone():
            found[name] = outcome(ask(fresh(client), verb, path), path)
    record_property("access", [list(found), [who], [verb]])
    column = list(ACTORS).index(who)
    assert found == {name: told[column] for (name, how), told in rows().items() if how == verb}


@pytest.mark.once
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", with_every_change({"anonymous", "focal A", "other verifier"}, STRANGERS))
def test_what_does_not_exist_answers_as_what_is_not_one_s_own(who: str, verb: str):
    world = make_world()
    client = client_of(actor(who, world))
    asked = {name: (arguments(name, world), unknown) for name, unknown in UNKNOWN.items()}
    told = {
        name: [outcome(ask(client, verb, address(name, one)), "") for one in both]
        for name, both in asked.items()
    }
    assert {name: theirs for name, (theirs, _unknown) in told.items()} == {
        name: unknown for name, (_theirs, unknown) in told.items()
    }
