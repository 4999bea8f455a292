"""Registers the page of accounts and roles in the CMS."""

from wagtail import hooks

from accounts.viewsets import AccountViewSet


@hooks.register("register_admin_viewset")
def register_account_viewset() -> AccountViewSet:
    return AccountViewSet()
