from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from foundation.web.verbs import SAFE, found_first
from renaksi.permissions import may_decide
from renaksi.queries.workspace.ownerless import ownerless_page
from renaksi.views.workspace.frame import page, person, show_404_unless


@login_required
@found_first(*SAFE)
def ownerless(request: HttpRequest) -> HttpResponse:
    """For the secretariat admin: what is open although nobody is there to do it."""
    show_404_unless(may_decide(person(request)))
    return page(request, "ownerless", {"groups": ownerless_page(today=timezone.localdate())})
