"""What stands around every page, as the secretariat writes it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteContact(BaseSiteSetting):
    """Who runs the site, for the footer of every page."""

    organisation = models.CharField(_("pengelola"), max_length=160, blank=True)
    address = models.TextField(_("alamat"), blank=True)
    email = models.EmailField(_("surel"), blank=True)

    class Meta:
        verbose_name = _("kontak situs")
