"""What the template of a report tells machines."""

from django import template

from reports.queries.structured import report_data

register = template.Library()
register.simple_tag(report_data)
