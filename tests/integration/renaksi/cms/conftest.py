"""Staff of the CMS with the rights that their role brings."""

import pytest
from django.test import Client

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import User
from tests.factories.accounts import UserFactory


def staff(role: Role) -> User:
    user = UserFactory()
    grant_role(user=user, role=role, by=None)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def editor(db: None) -> User:
    return staff(Role.EDITOR)


@pytest.fixture
def admin(db: None) -> User:
    return staff(Role.ADMIN)


@pytest.fixture
def as_editor(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def as_admin(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client
