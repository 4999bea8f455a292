"""What granting, or taking back, many plans at once would change: the page and the action get the same answer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.enums import Role
from accounts.models import Membership, User
from renaksi.enums import GrantKind
from renaksi.models import ActionPlan, PlanGrant
from renaksi.permissions import ROLE_GRANTED


@dataclass(frozen=True, slots=True)
class PersonGrants:
    """Of one person and one kind: `missing` and `held` are ids of the chosen plans."""

    person: User
    kind: GrantKind
    missing: tuple[int, ...]
    held: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BulkGrants:
    """`without_role`: to whom nothing can be granted."""

    lines: tuple[PersonGrants, ...]
    without_role: tuple[User, ...]

    @property
    def missing(self) -> int:
        return sum(len(line.missing) for line in self.lines)

    @property
    def held(self) -> int:
        return sum(len(line.held) for line in self.lines)


def bulk_grants(people: Iterable[User], plans: Iterable[ActionPlan]) -> BulkGrants:
    """The kinds follow from each person's roles; two queries for any number of people and plans."""
    chosen, plan_ids = list(people), [plan.pk for plan in plans]
    kinds = _kinds_of(chosen)
    held = _held_by(chosen, plan_ids)
    return BulkGrants(
        lines=tuple(
            _line(person, kind, held[person.pk, kind], plan_ids)
            for person in chosen
            for kind in kinds[person.pk]
        ),
        without_role=tuple(person for person in chosen if not kinds[person.pk]),
    )


def held_grants(people: Iterable[User], plans: Iterable[ActionPlan]) -> BulkGrants:
    """What these people hold of these plans, whatever their roles are by now: that is what can be taken back."""
    chosen, plan_ids = list(people), [plan.pk for plan in plans]
    held = _held_by(chosen, plan_ids)
    return BulkGrants(
        lines=tuple(
            _line(person, kind, held[person.pk, kind], plan_ids)
            for person in chosen
            for kind in GrantKind
            if held[person.pk, kind]
        ),
        without_role=(),
    )


def _line(person: User, kind: GrantKind, held: set[int], plan_ids: list[int]) -> PersonGrants:
    return PersonGrants(
        person,
        kind,
        missing=tuple(pk for pk in plan_ids if pk not in held),
        held=tuple(pk for pk in plan_ids if pk in held),
    )


def _kinds_of(people: list[User]) -> Mapping[int, list[GrantKind]]:
    """None for who is not active: a grant counts only with its role."""
    active = [person.pk for person in people if person.is_active]
    rows = Membership.objects.filter(user__in=active, role__in=ROLE_GRANTED.values())
    roles: dict[int, set[Role]] = defaultdict(set)
    for user_id, role in rows.values_list("user_id", "role"):
        roles[user_id].add(Role(role))
    return {one.pk: [kind for kind, role in ROLE_GRANTED.items() if role in roles[one.pk]] for one in people}


def _held_by(people: list[User], plan_ids: list[int]) -> Mapping[tuple[int, GrantKind], set[int]]:
    held: dict[tuple[int, GrantKind], set[int]] = defaultdict(set)
    rows = PlanGrant.objects.filter(user__in=people, plan__in=plan_ids)
    for user_id, plan_id, kind in rows.values_list("user_id", "plan_id", "kind"):
        held[user_id, GrantKind(kind)].add(plan_id)
    return held
