"""The filters of the list of accounts in the CMS."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from accounts.enums import Role
from accounts.models import Membership, User

NO_ROLE = "none"


class AccountFilterSet(WagtailFilterSet):
    role = django_filters.ChoiceFilter(
        label=_("Peran"), method="with_role", choices=[*Role.choices, (NO_ROLE, _("Tanpa peran"))]
    )
    state = django_filters.ChoiceFilter(
        label=_("Keadaan"),
        method="in_state",
        choices=[("active", _("Aktif")), ("inactive", _("Nonaktif"))],
    )

    class Meta:
        model = User
        fields: list[str] = []

    def with_role(self, users: QuerySet[User], _name: str, role: str) -> QuerySet[User]:
        if role == NO_ROLE:
            return users.exclude(pk__in=Membership.objects.values("user"))
        return users.filter(pk__in=Membership.objects.filter(role=role).values("user"))

    def in_state(self, users: QuerySet[User], _name: str, state: str) -> QuerySet[User]:
        return users.filter(is_active=state == "active")
