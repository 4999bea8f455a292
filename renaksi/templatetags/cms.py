"""What the CMS's templates ask."""

from typing import Any

from django import template

from renaksi.models import Commitment
from renaksi.permissions import may_change_milestones as may_change

register = template.Library()


@register.simple_tag(takes_context=True)
def may_change_milestones(context: dict[str, Any], commitment: Commitment) -> bool:
    return may_change(context["request"].user, commitment)
