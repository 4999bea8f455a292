"""Who may curate the list of institutions."""

from django.contrib.auth.models import AbstractUser

Actor = AbstractUser | None


def may_curate_institutions(by: Actor) -> bool:
    """Staff with the right to change institutions; `None` is the operator of the server, through a command."""
    return by is None or (by.is_active and by.has_perm("institutions.change_institution"))
