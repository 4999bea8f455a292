"""One door for all: who gets in, where it leads, and what it says when it does not open."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests import actors
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.institutions import InstitutionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORKSPACE = "/ruang-kerja/"


def sign_in(client, user, password=PASSWORD, **fields):
    return client.post("/masuk/", {"login": user.email, "password": password, **fields})


def people():
    return {
        "focal point": actors.focal_point(InstitutionFactory()),
        "approver": actors.approver(InstitutionFactory()),
        "verifier": actors.verifier(),
        "monitor": actors.monitor(),
        "nobody": UserFactory(),
        "editor": actors.editor(),
        "admin": actors.secretariat_admin(),
    }


@pytest.mark.parametrize("who", ["focal point", "approver", "verifier", "monitor", "nobody"])
def test_most_people_are_led_to_the_workspace(client, who):
    assert sign_in(client, people()[who]).headers["Location"] == WORKSPACE


@pytest.mark.parametrize("who", ["editor", "admin"])
def test_staff_of_the_cms_is_led_there(client, who):
    assert sign_in(client, people()[who]).headers["Location"] == "/admin/"


def test_address_that_was_asked_for_comes_first(client):
    wanted = "/ruang-kerja/telaah/"
    assert sign_in(client, actors.secretariat_admin(), next=wanted).headers["Location"] == wanted


@pytest.mark.parametrize("wanted", ["https://contoh.test/", "//contoh.test/", "javascript:alert(1)"])
def test_foreign_address_is_not_followed(client, wanted):
    assert sign_in(client, actors.verifier(), next=wanted).headers["Location"] == WORKSPACE


def test_door_remembers_where_one_wanted_to_go(client):
    path = "/ruang-kerja/telaah/?plan=3"
    door = client.get(path).headers["Location"]
    assert door == "/masuk/?next=/ruang-kerja/telaah/%3Fplan%3D3"
    assert f'value="{path}"' in client.get(door).content.decode()


@pytest.mark.parametrize("known", [True, False])
def test_wrong_password_says_the_same_for_known_and_unknown(client, known):
    user = UserFactory() if known else UserFactory.build()
    response = sign_in(client, user, "bukan-kata-sandinya")
    assert response.status_code == 200
    assert list(response.context["form"].non_field_errors()) == [
        "Surel atau kata sandi salah. Periksa keduanya, lalu coba lagi."
    ]
    assert response.context["form"]["login"].value() == user.email


def test_person_who_left_does_not_get_in(client):
    user = UserFactory(is_active=False)
    sign_in(client, user)
    assert client.get(WORKSPACE).status_code == 302


def test_too_many_wrong_passwords_slow_down(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    user = UserFactory()
    for _ in range(4):
        response = sign_in(client, user, "salah")
    assert list(response.context["form"].non_field_errors()) == [
        "Terlalu banyak percobaan yang gagal. Tunggu lima belas menit, lalu coba lagi, atau buat kata sandi baru."
    ]


def test_no_second_door_counts_no_tries(client):
    user = UserFactory()
    tried = client.post("/_util/login/?next=/kabar/", {"username": user.email, "password": PASSWORD})
    assert tried.headers["Location"] == "/masuk/?next=/kabar/"
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    for path in ("/masuk/daftar/", "/masuk/signup/", "/accounts/signup/"):
        assert client.get(path).status_code == 404


def test_signing_out_asks_and_then_leads_home(client):
    client.force_login(UserFactory())
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(WORKSPACE).status_code == 200
    assert client.post(reverse("account_logout")).headers["Location"] == "/"
    assert client.get(WORKSPACE).status_code == 302


def test_forgotten_password_is_replaced_through_a_mailed_link(client):
    user = UserFactory()
    done = client.post(reverse("account_reset_password"), {"email": user.email})
    assert done.headers["Location"] == reverse("account_reset_password_done")
    [message] = mail.outbox
    assert message.subject == "[Renaksi] Tautan untuk membuat kata sandi baru"
    link = re.search(r"https?://\S+", message.body)[0]

    form = client.get(link, follow=True)
    new = "sandi-baru-yang-panjang-7"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    assert sign_in(client, user, new).headers["Location"] == WORKSPACE


def test_unknown_address_gets_no_mail_and_the_same_answer(client):
    done = client.post(reverse("account_reset_password"), {"email": "tiada@contoh.test"})
    assert done.headers["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []


def test_used_link_says_that_it_is_over(client):
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "x-y"})
    assert "Tautan ini tidak berlaku lagi" in client.get(path).content.decode()


def test_password_is_changed_by_who_knows_it(client):
    user = UserFactory()
    client.force_login(user)
    new = "sandi-baru-yang-panjang-7"
    fields = {"password1": new, "password2": new}
    wrong = client.post(reverse("account_change_password"), {"oldpassword": "salah", **fields})
    assert wrong.context["form"].errors["oldpassword"] == [
        "Kata sandi saat ini salah. Periksa, lalu coba lagi."
    ]
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **fields})
    user.refresh_from_db()
    assert user.check_password(new)


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
    ],
)
def test_pages_of_the_door_are_ours_and_one_heading_each(client, name):
    html = client.get(reverse(name)).content.decode()
    assert html.count("<h1") == 1
    assert 'class="door"' in html


@pytest.mark.parametrize("verb", ["get", "post", "head", "put", "delete"])
@pytest.mark.parametrize("path", ["/ruang-kerja/", "/ruang-kerja/tidak-ada/", "/admin/", "/admin/tidak-ada/"])
def test_gate_sends_everybody_unknown_to_the_door(client, path, verb):
    assert getattr(client, verb)(path).headers["Location"] == f"/masuk/?next={path}"


@pytest.mark.parametrize("who", ["focal point", "approver", "verifier", "monitor", "nobody"])
def test_gate_hides_the_cms_from_who_has_no_business_there(client, who):
    client.force_login(people()[who])
    assert client.get("/admin/").status_code == 404
    assert client.post("/admin/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/ruang-kerja/", "/ruang-kerja/tidak-ada/", "/admin/tidak-ada/", "/masuk/sandi/lupa/"]
)
def test_pages_behind_the_gate_are_nobodys_to_keep(client, path):
    client.force_login(UserFactory())
    assert "no-store" in client.get(path).headers["Cache-Control"]


def test_body_is_refused_by_the_size_it_announces(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.BODY_MAX_BYTES = 500, 1000

    def send(size):
        return client.post("/masuk/sandi/lupa/", b"x" * size, content_type="text/plain").status_code

    assert [send(500), send(501)] == [200, 413]
    client.force_login(UserFactory())
    assert [send(1000), send(1001)] == [200, 413]


def test_what_cannot_be_read_is_told_in_words(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    response = client.post("/masuk/", {"a": "1", "b": "2", "c": "3"})
    assert response.status_code == 400
    assert "Permintaan ini tidak dapat dibaca" in response.content.decode()


def test_too_many_asked_for_a_new_password_are_told_in_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/key"}
    fields = {"email": "tiada@contoh.test"}
    answers = [client.post(reverse("account_reset_password"), fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 429]
    assert "Terlalu banyak percobaan" in answers[1].content.decode()
