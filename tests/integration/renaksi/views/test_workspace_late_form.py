"""What was typed while a session ended comes through the door: for who typed it, once, and from our own forms alone."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from evidence.models import Evidence
from renaksi.models import ProgressUpdate
from tests import actors
from tests.factories.accounts import PASSWORD
from tests.factories.evidence import pdf_upload
from tests.integration.renaksi.views.running import TYPED

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def address(line):
    return reverse("workspace:report", args=[line.period.pk, line.milestone.pk])


def typed(line, **fields):
    return {"revision": "0", "writer": str(line.reporter.pk), **TYPED, **fields}


def sent_late(client, line, **fields):
    return client.post(address(line), typed(line, **fields))


def carried(page):
    found = re.findall(r'<input type="hidden" name="(isian[^"]*)" value="([^"]*)">', page.content.decode())
    return [*found]


def through_the_door(client, page, person, password=PASSWORD):
    next_path = re.search(r'name="next" value="([^"]*)"', page.content.decode())
    fields: dict[str, list[str]] = {}
    for name, value in carried(page):
        fields.setdefault(name, []).append(value)
    given = {"login": person.email, "password": password, "next": next_path[1] if next_path else ""}
    return client.post("/masuk/", {**fields, **given})


def test_words_come_back_to_their_form_and_nothing_is_stored(client, running):
    door = sent_late(client, running, action="submit")
    assert (door.status_code, "Sesi Anda berakhir" in door.content.decode()) == (200, True)
    assert {name for name, _value in carried(door)}.isdisjoint({"isian-action", "isian-csrfmiddlewaretoken"})

    answer = through_the_door(client, door, running.reporter)
    assert answer.headers["Location"] == address(running)
    page = client.get(address(running))
    form = page.context["form"]
    assert (form["narrative"].value(), form["challenges"].value()) == (TYPED["narrative"], ["funding"])
    assert "Isian Anda kembali, tetapi belum tersimpan" in page.content.decode()
    assert ProgressUpdate.objects.count() == 0
    # Once: who opens the page again finds what is stored.
    assert client.get(address(running)).context["form"]["narrative"].value() == ""


def test_files_are_named_and_left_behind(client, running):
    door = sent_late(client, running, **{"bukti-lain-uploads": pdf_upload("notula.pdf")})
    through_the_door(client, door, running.reporter)
    assert "notula.pdf" in client.get(address(running)).content.decode()
    assert Evidence.objects.count() == 0


def test_wrong_password_loses_no_word(client, running):
    door = sent_late(client, running)
    again = through_the_door(client, door, running.reporter, password="salah sama sekali")
    assert carried(again) == carried(door)


def test_somebody_else_who_signs_in_there_gets_none_of_it(client, running):
    colleague = actors.focal_point(running.institution)
    through_the_door(client, sent_late(client, running), colleague)
    assert client.get(address(running)).context["form"]["narrative"].value() == ""


def test_stale_revision_comes_along(client, running):
    through_the_door(client, sent_late(client, running, revision="7"), running.reporter)
    assert client.get(address(running)).context["revision"] == 7


def test_form_of_another_site_is_sent_to_an_empty_door(running):
    response = sent_late(Client(enforce_csrf_checks=True), running)
    assert (response.status_code, response.headers["Location"]) == (302, f"/masuk/?next={address(running)}")


@pytest.mark.parametrize("fields", [{"narrative": "x" * 70_000}, {f"a{n}": "x" for n in range(500)}])
def test_more_than_a_form_holds_is_not_carried(client, running, fields):
    assert sent_late(client, running, **fields).status_code == 302


def test_form_that_takes_no_part_is_sent_to_the_door_as_ever(client, running):
    assert client.post(address(running), TYPED).status_code == 302


def test_too_large_a_form_of_nobody_is_not_read_and_says_what_to_do(client, running):
    large = pdf_upload()
    large.file.write(b" " * 3 * 2**20)
    large.size = 3 * 2**20
    large.seek(0)
    response = sent_late(client, running, **{"bukti-lain-uploads": large})
    assert response.status_code == 413
    assert "tekan tombol kembali" in response.content.decode()


def test_signing_out_clears_what_forms_kept_in_the_browser(client, running):
    client.force_login(running.reporter)
    assert "Clear-Site-Data" not in client.get(address(running)).headers
    assert client.post("/masuk/keluar/").headers["Clear-Site-Data"] == '"storage"'
