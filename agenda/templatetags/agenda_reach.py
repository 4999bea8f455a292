"""What the template of an event tells machines."""

from django import template

from agenda.queries.structured import event_data

register = template.Library()
register.simple_tag(event_data)
