"""Pages of the gallery that are no pages of the CMS: a theme, and practices side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from practices.queries.comparison import comparison
from practices.queries.themes import theme_page


@require_safe
def theme_view(request: HttpRequest, slug: str) -> HttpResponse:
    page = theme_page(slug)
    if page is None:
        raise Http404
    return render(request, "practices/theme.html", {"theme": page})


@require_safe
def compare_view(request: HttpRequest) -> HttpResponse:
    """`?p=slug&p=slug`, two or three; with fewer it helps to choose the others."""
    found = comparison(request.GET.getlist("p"), today=timezone.localdate())
    return render(request, "practices/compare.html", {"comparison": found})
