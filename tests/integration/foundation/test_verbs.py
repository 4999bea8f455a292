import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from foundation.web.verbs import found_first


@found_first("GET", "HEAD")
def known(request: HttpRequest, pk: int) -> HttpResponse:
    if pk != 1:
        raise Http404
    return HttpResponse("isi rahasia")


def test_known_record_answers_the_verbs_it_takes():
    assert known(RequestFactory().get("/"), 1).status_code == 200


def test_known_record_refuses_other_verbs_and_shows_nothing():
    response = known(RequestFactory().delete("/"), 1)
    assert (response.status_code, response.headers["Allow"], response.content) == (405, "GET, HEAD", b"")


@pytest.mark.parametrize("verb", ["get", "post", "put", "delete"])
def test_unknown_record_is_not_found_whatever_the_verb(verb):
    with pytest.raises(Http404):
        known(getattr(RequestFactory(), verb)("/"), 2)


def test_view_that_only_acts_is_refused():
    with pytest.raises(ValueError, match="can be read"):
        found_first("POST")
