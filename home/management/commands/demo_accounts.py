"""Prints the demo's addresses and accounts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.models import Membership
from home.seed.files import load
from home.seed.sample_people import DEMO_PASSWORD


class Command(BaseCommand):
    help = "Lists the demo accounts that exist, by role, and their password."

    def handle(self, *args: Any, **options: Any) -> None:
        emails = [account["email"] for account in load("sample_plan")["accounts"]]
        memberships = Membership.objects.filter(user__email__in=emails).select_related(
            "user", "institution", "region"
        )
        for membership in sorted(memberships, key=lambda one: emails.index(one.user.email)):
            place = membership.institution or membership.region or ""
            self.stdout.write(f"{membership.user.email:<28} {membership.get_role_display()} {place}".rstrip())
        if memberships:
            self.stdout.write(_("Kata sandi semua akun contoh: %(password)s") % {"password": DEMO_PASSWORD})
        else:
            self.stdout.write(_("Tidak ada akun contoh di sini."))
