"""What the templates of the front tell machines."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from home.models import HomePage
from home.queries.structured import news_data, site_data

register = template.Library()
register.simple_tag(news_data)


@register.simple_tag(takes_context=True)
def front_data(context: Context, page: HomePage) -> dict[str, Any]:
    return site_data(page, search_url=context["request"].build_absolute_uri(reverse("search")))
