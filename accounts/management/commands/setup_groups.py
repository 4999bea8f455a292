from typing import Any

from django.core.management.base import BaseCommand

from accounts.groups import set_up_groups


class Command(BaseCommand):
    help = "Makes the groups of the CMS and gives each exactly the rights of its role."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_groups()
        self.stdout.write("Groups of the CMS are set up.")
