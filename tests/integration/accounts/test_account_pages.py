"""“Akun dan peran” in the CMS: for secretariat admins alone."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import Membership, User
from foundation.audit.queries import entries_for
from tests.actors import focal_point
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LIST = "/admin/akun/"
VERBS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]


def staff(role: Role, **fields: object) -> User:
    user = UserFactory(**fields)
    grant_role(user=user, role=role, by=None)
    return User.objects.get(pk=user.pk)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def admin(db: None) -> User:
    return staff(Role.ADMIN, name="Admin Uji")


@pytest.fixture
def as_admin(admin: User) -> Client:
    return client_of(admin)


def page(user: User, step: str = "") -> str:
    return f"{LIST}{user.pk}/{step}"


def addresses(user: User, membership: Membership) -> list[str]:
    steps = ["", "peran/", f"peran/{membership.pk}/cabut/", "nonaktif/", "aktif/", "surel/"]
    return [LIST, f"{LIST}hasil/", f"{LIST}tambah/", *(page(user, step) for step in steps)]


def state_of(user: User) -> tuple:
    user = User.objects.get(pk=user.pk)
    roles = list(user.memberships.values_list("role", flat=True))
    return user.is_active, user.password, roles, User.objects.count(), entries_for(user).count()


def names(client: Client, **parameters: object) -> list[str]:
    return [user.name for user in client.get(LIST, parameters).context["object_list"]]


# --- Who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["editor", "focal point", "nobody"])
def test_outsider_finds_nothing_whatever_the_verb(who: str, verb: str) -> None:
    make = {
        "editor": lambda: staff(Role.EDITOR),
        "focal point": lambda: focal_point(InstitutionFactory()),
        "nobody": UserFactory,
    }
    client, membership = client_of(make[who]()), MembershipFactory(role=Role.VERIFIER)
    before = state_of(membership.user)
    found = {
        address: client.generic(verb, address).status_code
        for address in [*addresses(membership.user, membership), page(UserFactory.build(pk=4711))]
    }
    assert found == dict.fromkeys(found, 404)
    assert state_of(membership.user)[:3] == before[:3]


@pytest.mark.parametrize("verb", VERBS)
def test_who_is_not_signed_in_is_sent_to_the_door(verb: str) -> None:
    membership = MembershipFactory(role=Role.VERIFIER)
    for address in addresses(membership.user, membership):
        response = Client().generic(verb, address)
        assert (response.status_code, response.headers["Location"]) == (302, f"/masuk/?next={address}")


def test_admin_opens_every_page(as_admin: Client) -> None:
    membership = MembershipFactory(role=Role.VERIFIER)
    found = {one: as_admin.get(one).status_code for one in addresses(membership.user, membership)}
    assert found == dict.fromkeys(found, 200)


def test_reading_changes_nothing(as_admin: Client) -> None:
    membership = MembershipFactory(role=Role.VERIFIER)
    before = state_of(membership.user)
    for address in addresses(membership.user, membership):
        as_admin.get(address)
    assert state_of(membership.user) == before


def test_role_of_somebody_else_is_not_taken_here(as_admin: Client) -> None:
    theirs, other = MembershipFactory(role=Role.VERIFIER), UserFactory()
    assert as_admin.post(page(other, f"peran/{theirs.pk}/cabut/")).status_code == 404
    assert Membership.objects.filter(pk=theirs.pk).exists()


def test_superuser_is_shown_but_out_of_reach(as_admin: Client) -> None:
    root = UserFactory(name="Pengelola Uji", is_superuser=True)
    membership = MembershipFactory(role=Role.VERIFIER, user=root)
    before = state_of(root)
    assert "Pengelola Uji" in names(as_admin)
    shown = as_admin.get(page(root)).content.decode()
    assert "hanya pengelola server yang mengubahnya" in shown
    assert [one for one in addresses(root, membership)[4:] if one in shown] == []
    for address in addresses(root, membership)[4:]:
        assert {as_admin.get(address).status_code, as_admin.post(address).status_code} == {404}
    assert state_of(root) == before
    assert client_of(UserFactory(is_superuser=True)).get(page(root, "nonaktif/")).status_code == 200


# --- Wagtail's own pages of users and groups ----------------------------------------------------------


@pytest.mark.parametrize("role", [Role.ADMIN, Role.EDITOR])
def test_wagtails_users_and_groups_are_for_superusers(role: Role) -> None:
    client, root = client_of(staff(role)), client_of(UserFactory(is_superuser=True))
    home, of_root = client.get("/admin/").content.decode(), root.get("/admin/").content.decode()
    shown = [f'"{address}"' in of_root for address in ("/admin/users/", "/admin/groups/")]
    assert shown == [True, True]
    assert [one for one in ("/admin/users/", "/admin/groups/") if f'"{one}"' in home] == []
    user = UserFactory()
    before = state_of(user)
    own = [
        *(
            reverse(f"wagtailusers_{kind}:{name}")
            for kind in ("users", "groups")
            for name in ("index", "add")
        ),
        *(reverse(f"wagtailusers_users:{name}", args=[user.pk]) for name in ("edit", "delete")),
    ]
    fields = {"email": "x@contoh.test", "name": "X", "is_superuser": "on"}
    assert {client.get(one).status_code for one in own} == {404}
    assert {client.post(one, fields).status_code for one in own} == {404}
    assert state_of(user) == before


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_wagtails_bulk_actions_change_no_user(as_admin: Client, action: str) -> None:
    user = UserFactory()
    before = state_of(user)
    address = reverse("wagtail_bulk_action", args=["accounts", "user", action])
    group = User.objects.get(name="Admin Uji").groups.get()
    as_admin.post(f"{address}?id={user.pk}", {"role": group.pk, "mark_as_active": ""})
    assert state_of(user) == before
    assert not user.groups.exists()


@pytest.mark.parametrize(("role", "shown"), [(Role.ADMIN, True), (Role.EDITOR, False)])
def test_menu_leads_admins_alone_there(role: Role, shown: bool) -> None:
    home = client_of(staff(role)).get("/admin/").content.decode()
    assert (f'"{LIST}"' in home) == shown


# --- The list -----------------------------------------------------------------------------------------


def test_list_shows_roles_places_last_sign_in_and_state(as_admin: Client) -> None:
    membership = MembershipFactory(
        role=Role.FOCAL_POINT, institution=InstitutionFactory(name="Dinas Uji"), user__is_active=False
    )
    MembershipFactory(role=Role.COORDINATOR, region=CityFactory(name="Kota Uji"), user=membership.user)
    shown = as_admin.get(LIST).content.decode()
    told = ("Narahubung: Dinas Uji", "Koordinator daerah: Kota Uji", "Belum pernah", "Nonaktif")
    assert [words for words in told if words not in shown] == []


def test_search_and_filters(as_admin: Client) -> None:
    UserFactory(name="Ani Uji", email="ani@dinas.test")
    bela = UserFactory(name="Bela Uji", is_active=False)
    for _place in range(2):
        MembershipFactory(role=Role.FOCAL_POINT, institution=InstitutionFactory(), user=bela)
    assert names(as_admin) == ["Admin Uji", "Ani Uji", "Bela Uji"]
    assert names(as_admin, q="uji ani") == ["Ani Uji"]
    assert names(as_admin, q="DINAS.test") == ["Ani Uji"]
    assert names(as_admin, role="focal_point") == ["Bela Uji"]
    assert names(as_admin, role="none") == ["Ani Uji"]
    assert names(as_admin, state="inactive") == ["Bela Uji"]
    assert names(as_admin, state="active", role="admin") == ["Admin Uji"]
    assert names(as_admin, q="tiada") == []


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_three_accounts_cost_as_many_queries_as_one(as_admin: Client) -> None:
    def account() -> None:
        user = MembershipFactory(role=Role.FOCAL_POINT, institution=InstitutionFactory()).user
        MembershipFactory(role=Role.COORDINATOR, region=CityFactory(), user=user)

    account()
    as_admin.get(LIST)  # what Wagtail keeps for the process
    of_one = queries(as_admin, LIST)
    account()
    account()
    assert queries(as_admin, LIST) == of_one


def test_three_roles_cost_as_many_queries_as_one(as_admin: Client, admin: User) -> None:
    user = UserFactory()

    def role() -> None:
        grant_role(user=user, role=Role.FOCAL_POINT, institution=InstitutionFactory(), by=admin)

    role()
    as_admin.get(page(user))
    of_one = queries(as_admin, page(user))
    role()
    role()
    assert queries(as_admin, page(user)) == of_one


# --- A new account ------------------------------------------------------------------------------------


def filled_in(**fields: object) -> dict[str, object]:
    return {"name": "Siti Uji", "email": "siti@contoh.test", "role": "editor", **fields}


@pytest.mark.django_db(transaction=True)
def test_new_account_gets_its_role_and_mail_and_the_admin_is_told(as_admin: Client, admin: User) -> None:
    institution = InstitutionFactory(name="Dinas Uji")
    response = as_admin.post(
        f"{LIST}tambah/", filled_in(role="focal_point", institution=institution.pk), follow=True
    )
    user = User.objects.get(email="siti@contoh.test")
    assert response.redirect_chain == [(page(user), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Akun Siti Uji dibuat.",
        "Surel dengan tautan untuk membuat kata sandi terkirim ke siti@contoh.test.",
    ]
    assert [(one.role, one.institution) for one in user.memberships.all()] == [("focal_point", institution)]
    assert [message.to for message in mail.outbox] == [["siti@contoh.test"]]
    log = [(line.told, line.what, line.by) for line in response.context["sheet"].log][::-1]
    assert log == [
        ("Akun dibuat", "", "Admin Uji"),
        ("Peran diberikan", "Narahubung: Dinas Uji", "Admin Uji"),
        ("Surel kata sandi terkirim", "", "Admin Uji"),
    ]


@pytest.mark.django_db(transaction=True)
def test_admin_is_told_that_the_mail_was_not_taken(as_admin: Client, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    response = as_admin.post(f"{LIST}tambah/", filled_in(), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Akun Siti Uji dibuat.",
        "Surel ke siti@contoh.test tidak terkirim. Coba lagi nanti dengan “Kirim surel kata sandi”.",
    ]
    assert "Gagal terkirim" in response.content.decode()


def test_known_address_leads_to_its_account(as_admin: Client) -> None:
    there = UserFactory(email="siti@contoh.test", name="<b>Siti</b>")
    form = as_admin.post(f"{LIST}tambah/", filled_in(email="SITI@contoh.test")).context["form"]
    link = f'<a href="{page(there)}">&lt;b&gt;Siti&lt;/b&gt;</a>'
    sentence = f"Surel ini sudah punya akun: {link}. Buka akun itu untuk menambah perannya."
    assert form.errors == {"email": [sentence]}
    assert User.objects.filter(name="Siti Uji").count() == 0


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            {"role": "approver"},
            {"institution": ["Pilih instansinya: peran Penyetuju instansi selalu untuk satu instansi."]},
        ),
        (
            {"role": "coordinator"},
            {"region": ["Pilih daerahnya: peran Koordinator daerah selalu untuk satu daerah."]},
        ),
        ({"email": "siti"}, {"email": ["Masukkan alamat email yang valid."]}),
        (
            {"role": "superuser"},
            {"role": ["Masukkan pilihan yang valid. superuser bukan salah satu dari pilihan yang tersedia."]},
        ),
    ],
)
def test_each_mistake_has_its_sentence_and_nothing_typed_is_lost(
    as_admin: Client, fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    response = as_admin.post(f"{LIST}tambah/", filled_in(**fields))
    form = response.context["form"]
    assert form.errors == errors
    assert {name: form[name].value() for name in filled_in()} == filled_in(**fields)
    assert not User.objects.filter(name="Siti Uji").exists()


def test_fields_that_are_not_asked_for_raise_nobody(as_admin: Client) -> None:
    more = {"is_superuser": "on", "is_staff": "on", "groups": "1", "password": "x", "is_active": ""}
    as_admin.post(f"{LIST}tambah/", filled_in(**more, institution=InstitutionFactory().pk))
    user = User.objects.get(email="siti@contoh.test")
    assert (user.is_superuser, user.is_staff, user.is_active) == (False, False, True)
    assert not user.has_usable_password()
    assert [one.name for one in user.groups.all()] == ["Editor"]
    assert [(one.role, one.institution) for one in user.memberships.all()] == [("editor", None)]


def test_merged_institution_is_not_offered(as_admin: Client) -> None:
    gone = InstitutionFactory(merged_into=InstitutionFactory())
    form = as_admin.post(f"{LIST}tambah/", filled_in(role="focal_point", institution=gone.pk)).context["form"]
    assert list(form.errors) == ["institution"]


# --- One account --------------------------------------------------------------------------------------


def test_role_is_added_and_taken(as_admin: Client) -> None:
    user, region = UserFactory(), CityFactory()
    given = as_admin.post(page(user, "peran/"), {"role": "coordinator", "region": region.pk})
    assert given.headers["Location"] == page(user)
    membership = user.memberships.get()
    assert (membership.role, membership.region) == ("coordinator", region)
    again = as_admin.post(page(user, "peran/"), {"role": "coordinator", "region": region.pk})
    assert again.context["form"].errors == {"role": [f"{user.name} sudah memegang peran ini."]}
    as_admin.post(page(user, f"peran/{membership.pk}/cabut/"))
    assert not user.memberships.exists()


def test_account_is_switched_off_and_on(as_admin: Client) -> None:
    user = UserFactory()
    as_admin.post(page(user, "nonaktif/"))
    assert not User.objects.get(pk=user.pk).is_active
    assert page(user, "aktif/") in as_admin.get(page(user)).content.decode()
    as_admin.post(page(user, "aktif/"))
    assert User.objects.get(pk=user.pk).is_active


@pytest.mark.django_db(transaction=True)
def test_mail_is_sent_again(as_admin: Client) -> None:
    user = UserFactory(email="lagi@contoh.test")
    response = as_admin.post(page(user, "surel/"), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Surel dengan tautan untuk membuat kata sandi terkirim ke lagi@contoh.test."
    ]
    assert [message.to for message in mail.outbox] == [["lagi@contoh.test"]]


def test_refusals_stand_above_the_question(as_admin: Client, admin: User) -> None:
    last = as_admin.post(page(admin, f"peran/{admin.memberships.get().pk}/cabut/"))
    assert last.context["form"].non_field_errors() == [
        "Ini admin sekretariat aktif yang terakhir. Beri peran admin kepada orang lain dulu."
    ]
    assert as_admin.get(page(admin)).content.decode().count("Nonaktifkan akun") == 0
    self_off = as_admin.post(page(admin, "nonaktif/"))
    assert self_off.context["form"].non_field_errors() == [
        "Anda tidak dapat menonaktifkan akun Anda sendiri. Minta admin lain."
    ]
    off = as_admin.post(page(UserFactory(is_active=False), "surel/"))
    assert off.context["form"].non_field_errors() == [
        "Akun ini nonaktif. Aktifkan dulu, lalu kirim surelnya."
    ]


def test_who_gives_up_being_admin_is_led_on(as_admin: Client, admin: User) -> None:
    staff(Role.ADMIN)
    response = as_admin.post(page(admin, f"peran/{admin.memberships.get().pk}/cabut/"), follow=True)
    assert [address for address, _code in response.redirect_chain] == ["/masuk/", reverse("workspace:home")]
    assert response.status_code == 200
