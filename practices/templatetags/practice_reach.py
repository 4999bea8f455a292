"""What the template of a practice tells machines."""

from django import template

from practices.queries.structured import practice_data

register = template.Library()
register.simple_tag(practice_data)
