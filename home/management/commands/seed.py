"""Fills an empty site; a second run adds only what is missing and keeps what people wrote."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.groups import set_up_groups
from home.seed.events import seed_events
from home.seed.footer import seed_footer
from home.seed.pages import seed_pages
from home.seed.plans import seed_plans
from home.seed.reasons import seed_reason_templates
from home.seed.sample_plan import seed_sample
from home.seed.sample_practices import seed_sample_practices
from home.seed.standard_pages import seed_standard_pages
from institutions.actions import load_regions


class Command(BaseCommand):
    help = "Loads regions, the real plans, pages, news and practices; with --demo the sample plan too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="adds the sample plan and the demo accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_groups()
        self.stdout.write(_("Daerah baru: %(count)s") % {"count": load_regions()})
        self.stdout.write(_("Rencana aksi nyata …"))
        seed_plans(self.stdout)
        self.stdout.write(_("Halaman, kabar, dan praktik baik …"))
        seed_pages()
        seed_events()
        seed_standard_pages()
        seed_footer()
        seed_reason_templates()
        if options["demo"]:
            self._seed_sample()

    def _seed_sample(self) -> None:
        self.stdout.write(_("Rencana aksi contoh …"))
        made = seed_sample(timezone.localdate())
        seed_sample_practices(timezone.localdate())
        self.stdout.write(_("Contoh dibuat.") if made else _("Contoh sudah ada dan dibiarkan."))
