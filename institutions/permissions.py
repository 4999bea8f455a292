"""Who may curate the list of institutions, and who may end one."""

from django.contrib.auth.models import AbstractUser

from institutions.succession import movers_allow

Actor = AbstractUser | None


def may_curate_institutions(by: Actor) -> bool:
    """Staff with the right to change institutions; `None` is the operator of the server, through a command."""
    return by is None or (by.is_active and by.has_perm("institutions.change_institution"))


def may_end_institutions(by: AbstractUser) -> bool:
    """A merger or a split moves promises, reports and rights: it takes the right to each, not to the list alone."""
    return may_curate_institutions(by) and movers_allow(by)


def may_keep_maps(by: AbstractUser) -> bool:
    """The secretariat: an official map stands for borders, which are no matter of taste."""
    return by.is_active and by.has_perm("institutions.add_provincemap")
