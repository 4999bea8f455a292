"""`{% load charts %}`: a tag for each kind of chart, and the status marks as icons.

Paper passes `palette=`, a Palette with the type of the sheet.
"""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from foundation.charts.bar_list import BarList, bar_list
from foundation.charts.marks import Mark, mark_icon
from foundation.charts.palette import PAPER, Palette
from foundation.charts.place_map import PlaceMap, place_map, step_swatch
from foundation.charts.progress_bar import Progress, progress_bar
from foundation.charts.sparkline import Sparkline, sparkline
from foundation.charts.stacked_bar import StackedBar, stacked_bar
from foundation.charts.timeline import Timeline, timeline

register = template.Library()


@register.simple_tag(name="stacked_bar")
def stacked_bar_tag(chart: StackedBar, palette: Palette = PAPER) -> SafeString:
    return stacked_bar(chart, palette=palette)


@register.simple_tag(name="bar_list")
def bar_list_tag(chart: BarList, palette: Palette = PAPER) -> SafeString:
    return bar_list(chart, palette=palette)


@register.simple_tag(name="progress_bar")
def progress_bar_tag(chart: Progress, palette: Palette = PAPER) -> SafeString:
    return progress_bar(chart, palette=palette)


@register.simple_tag(name="sparkline")
def sparkline_tag(chart: Sparkline, palette: Palette = PAPER) -> SafeString:
    return sparkline(chart, palette=palette)


@register.simple_tag(name="timeline")
def timeline_tag(chart: Timeline, today: date, palette: Palette = PAPER) -> SafeString:
    return timeline(chart, today, palette=palette)


@register.simple_tag(name="place_map")
def place_map_tag(chart: PlaceMap, palette: Palette = PAPER) -> SafeString:
    return place_map(chart, palette=palette)


@register.simple_tag(name="step_swatch")
def step_swatch_tag(step: int) -> SafeString:
    return step_swatch(step)


@register.simple_tag
def mark(name: str, label: str = "") -> SafeString:
    """`{% mark "full" %}` beside its word, `{% mark "full" _("selesai") %}` where it stands alone."""
    return mark_icon(Mark(name), label)
