"""Who acts: people, and the memberships that say for whom."""

from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import INSTITUTION_ROLES, REGION_ROLES, MailChoice, Role
from institutions.models import Institution, Region


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person who signs in with an e-mail address."""

    username = None  # type: ignore[assignment]  # the address is the name to sign in with
    email = models.EmailField(_("surel"), unique=True)
    name = models.CharField(_("nama"), max_length=150)
    phone = models.CharField(_("telepon"), max_length=30, blank=True)
    mail_choice = models.CharField(
        _("surel pemberitahuan"), max_length=8, choices=MailChoice.choices, default=MailChoice.AT_ONCE
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()  # type: ignore[assignment, misc]  # ours has no user name

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    # Of a session that was opened by a link, set anew with each request (`accounts.middleware`): then nothing but
    # the link's institution and period is within reach, whatever else the person may do.
    came_by: "SignInLink | None" = None

    @property
    def runs_the_server(self) -> bool:
        return self.is_superuser and self.came_by is None

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """What the CMS asks; who came by a link has no business there."""
        return self.came_by is None and super().has_perm(perm, obj)

    @cached_property
    def active_memberships(self) -> "tuple[Membership, ...]":
        """Loaded once per request: `request.user` is a new object each time, so a right taken away is gone."""
        held = self.memberships.select_related("institution", "region")
        if self.came_by is not None:
            held = held.filter(role=Role.FOCAL_POINT, institution=self.came_by.institution_id)
        return tuple(held)

    @property
    def audit_facts(self) -> dict[str, int]:
        """What the log tells of how the person came in, beside what they did."""
        return {} if self.came_by is None else {"link": self.came_by.pk}


class Membership(models.Model):
    """One role of one person: for an institution, for a region, or for the secretariat."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("pengguna")
    )
    role = models.CharField(_("peran"), max_length=12, choices=Role.choices)
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("instansi"),
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("daerah"),
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("peran")
        verbose_name_plural = _("peran")
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    role__in=sorted(INSTITUTION_ROLES), institution__isnull=False, region__isnull=True
                )
                | Q(role__in=sorted(REGION_ROLES), institution__isnull=True, region__isnull=False)
                | (
                    ~Q(role__in=sorted(INSTITUTION_ROLES | REGION_ROLES))
                    & Q(institution__isnull=True, region__isnull=True)
                ),
                name="membership_names_what_its_role_needs",
                violation_error_message=_(
                    "Narahubung dan penyetuju memerlukan instansi; koordinator daerah memerlukan daerah; "
                    "peran lain tidak memerlukan keduanya."
                ),
            ),
            # Three partial ones, because SQLite takes two empty columns for different ones.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(institution__isnull=True, region__isnull=True),
                name="secretariat_role_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "institution"],
                condition=Q(institution__isnull=False),
                name="institution_role_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "region"], condition=Q(region__isnull=False), name="region_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.institution or self.region or self.user}"


class SignInLink(models.Model):
    """Lets one person in without a password, for one institution's reports of one period.

    Only the fingerprint of its secret is kept. After its first use it works in that browser alone. `period` is
    the key of a reporting period: the app that knows periods asks for it.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="sign_in_links", verbose_name=_("pengguna")
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="+", verbose_name=_("instansi")
    )
    period = models.PositiveBigIntegerField(_("periode"))
    secret_hash = models.CharField(max_length=64, unique=True)
    device_hash = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("dibuat"))
    expires_at = models.DateTimeField(_("berlaku sampai"))
    first_used_at = models.DateTimeField(_("pertama dipakai"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("terakhir dipakai"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    class Meta:
        verbose_name = _("tautan masuk")
        verbose_name_plural = _("tautan masuk")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["period", "institution"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="link_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(first_used_at__isnull=True) | ~Q(device_hash=""),
                name="used_link_is_bound_to_a_device",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.institution}"
