"""The CMS previews drafts on the real public pages."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone

from renaksi.models import ActionPlan, Commitment
from renaksi.queries.commitment_page import commitment_page
from renaksi.queries.plans import plan_page

register = template.Library()


@register.simple_tag(takes_context=True)
def public_commitment(context: dict[str, Any], commitment: Commitment) -> str:
    page = commitment_page(commitment, today=timezone.localdate())
    return render_to_string("renaksi/commitment.html", {"page": page}, request=context["request"])


@register.simple_tag(takes_context=True)
def public_plan(context: dict[str, Any], plan: ActionPlan) -> str:
    page = plan_page(plan, as_of=timezone.localdate())
    return render_to_string("renaksi/plan.html", {"page": page}, request=context["request"])
