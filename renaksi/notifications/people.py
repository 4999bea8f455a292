"""Whom a reminder is for, loaded at once for every institution."""

from collections import defaultdict
from collections.abc import Iterable

from accounts.enums import Role
from accounts.models import Membership, User
from institutions.models import Institution
from renaksi.domain.reminders import Audience

_ROLES = (Role.FOCAL_POINT, Role.APPROVER, Role.COORDINATOR, Role.ADMIN)


class People:
    """Active people by what they do, in two queries."""

    def __init__(self) -> None:
        self._of_institution: dict[tuple[str, int], list[User]] = defaultdict(list)
        self._of_region: dict[int, list[User]] = defaultdict(list)
        self._admins: list[User] = []
        self._regions = dict(Institution.objects.values_list("pk", "region"))
        memberships = Membership.objects.filter(role__in=_ROLES, user__is_active=True)
        for one in memberships.select_related("user").order_by("user"):
            self._place(one)

    def _place(self, membership: Membership) -> None:
        if membership.institution_id is not None:
            self._of_institution[membership.role, membership.institution_id].append(membership.user)
        elif membership.region_id is not None:
            self._of_region[membership.region_id].append(membership.user)
        else:
            self._admins.append(membership.user)

    def told(self, audience: Audience, institution_id: int) -> Iterable[User]:
        if audience == Audience.SECRETARIAT:
            return self._admins
        heads = self.approvers(institution_id) or self.coordinators(institution_id)
        if audience == Audience.HEADS:
            return heads
        return self._of_institution[Role.FOCAL_POINT, institution_id] or heads

    def approvers(self, institution_id: int) -> list[User]:
        return self._of_institution[Role.APPROVER, institution_id]

    def coordinators(self, institution_id: int) -> list[User]:
        """Of the institution's region."""
        region_id = self._regions.get(institution_id)
        return self._of_region[region_id] if region_id is not None else []

    @property
    def admins(self) -> list[User]:
        return self._admins
