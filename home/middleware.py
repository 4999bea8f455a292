"""Old addresses of pages, in both languages."""

from copy import copy

from django.http import HttpRequest, HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from foundation.languages import ENGLISH, INDONESIAN, has_both, path_in


class RedirectInBothLanguages(RedirectMiddleware):
    """One redirect, written for the Indonesian address, also leads from `/en/` and the old address to `/en/` and the new."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = super().process_response(request, response)
        plain = path_in(request.path, INDONESIAN)
        if answer is not response or response.status_code != 404 or plain == request.path:
            return answer
        asked = copy(request)
        asked.path = plain
        answer = super().process_response(asked, response)
        if answer is not response:
            answer["Location"] = _in_english(answer["Location"])
        return answer


def _in_english(address: str) -> str:
    """Another site, and what exists in one language alone, stay as they are."""
    return path_in(address, ENGLISH) if address.startswith("/") and has_both(address) else address
