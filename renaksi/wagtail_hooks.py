"""Registers what the CMS shows of the action plans."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from foundation.mail.models import OutgoingMail
from renaksi.admin_reports import LOOK_UP_POLICIES
from renaksi.log_actions import register_log_actions
from renaksi.models import ReportingPeriod
from renaksi.panels import admin_stylesheet, count_nothing, show_what_waits
from renaksi.viewsets import RenaksiGroup
from renaksi.viewsets.bulk import AddAreaBulkAction, PublishBulkAction
from renaksi.viewsets.groups import keep_their_reports, keep_what_staff_use
from renaksi.viewsets.outbox import MAIL_POLICY
from renaksi.viewsets.periods import PERIOD_POLICY
from renaksi.viewsets.published import POLICIES
from renaksi.viewsets.reference import REFERENCE_POLICIES

# Before any view asks for a policy: afterwards Wagtail refuses to take one.
OWN_POLICIES = {ReportingPeriod: PERIOD_POLICY, OutgoingMail: MAIL_POLICY}
for policies in (POLICIES, REFERENCE_POLICIES, LOOK_UP_POLICIES, OWN_POLICIES):
    for model, policy in policies.items():
        register_permission_policy(model, policy)

register_snippet(RenaksiGroup)
hooks.register("register_log_actions", register_log_actions)
hooks.register("construct_main_menu", keep_what_staff_use)
hooks.register("construct_reports_menu", keep_their_reports)
hooks.register("register_bulk_action", AddAreaBulkAction)
hooks.register("register_bulk_action", PublishBulkAction)
hooks.register("insert_global_admin_css", admin_stylesheet)
hooks.register("construct_homepage_panels", show_what_waits)
hooks.register("construct_homepage_summary_items", count_nothing, order=1000)
