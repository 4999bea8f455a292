"""Registers institutions and regions in the CMS, and their choosers."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from institutions.viewsets import INSTITUTION_CHOOSER, POLICIES, REGION_CHOOSER, InstitutionGroup

for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_institutions() -> list[object]:
    return [INSTITUTION_CHOOSER, REGION_CHOOSER, InstitutionGroup()]
