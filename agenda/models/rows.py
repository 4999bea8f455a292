"""What an event lists: its programme, who speaks, who takes part, and what it is about.

Practices and commitments are chosen one by one: a country has thousands.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from agenda.enums import Part
from agenda.models.pages import EventPage
from institutions.models import Institution
from practices.models import PracticePage
from renaksi.models import Commitment


class ProgrammeItem(Orderable):
    """One line of the programme; hours are those of the event's place."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="programme")
    day = models.DateField(_("hari"), null=True, blank=True, help_text=_("Kosong bila hari pertama."))
    begins = models.TimeField(_("jam mulai"), null=True, blank=True)
    ends = models.TimeField(_("jam selesai"), null=True, blank=True)
    title = models.CharField(_("mata acara"), max_length=255)
    title_en = models.CharField(_("mata acara (Inggris)"), max_length=255, blank=True)
    speakers = models.CharField(_("pengisi"), max_length=500, blank=True)
    speakers_en = models.CharField(_("pengisi (Inggris)"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("mata acara")
        verbose_name_plural = _("mata acara")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(begins__isnull=False),
                name="programme_end_has_beginning",
                violation_error_message=_("Isi jam mulai juga, atau kosongkan jam selesai."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class EventSpeaker(Orderable):
    """A person, or an office when nobody said who would come for it."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(
        _("nama"), max_length=160, blank=True, help_text=_("Kosong bila hanya jabatan yang diketahui.")
    )
    role = models.CharField(_("jabatan"), max_length=200, blank=True)
    role_en = models.CharField(_("jabatan (Inggris)"), max_length=200, blank=True)
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("instansi"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("narasumber")
        verbose_name_plural = _("narasumber")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(role=""),
                name="speaker_has_name_or_role",
                violation_error_message=_("Isi nama atau jabatan narasumber."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.role


class EventParty(Orderable):
    """Somebody who organises, supports, exhibits or comes: an institution that Renaksi knows, or a name."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="parties")
    part = models.CharField(_("sebagai"), max_length=12, choices=Part.choices)
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="events",
        null=True,
        blank=True,
        verbose_name=_("instansi"),
    )
    name = models.CharField(
        _("nama"), max_length=200, blank=True, help_text=_("Bila bukan instansi yang terdaftar.")
    )
    name_en = models.CharField(_("nama (Inggris)"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("pihak")
        verbose_name_plural = _("pihak")
        constraints = [
            models.CheckConstraint(
                condition=Q(institution__isnull=False) | ~Q(name=""),
                name="party_has_institution_or_name",
                violation_error_message=_("Pilih instansi atau isi nama."),
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.institution)


class EventPractice(Orderable):
    """A practice on show."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="practice_links")
    practice = models.ForeignKey(
        PracticePage, on_delete=models.CASCADE, related_name="event_links", verbose_name=_("praktik")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("praktik yang dipamerkan")
        verbose_name_plural = _("praktik yang dipamerkan")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "practice"],
                name="event_shows_a_practice_once",
                violation_error_message=_("Praktik ini sudah dipilih."),
            )
        ]

    def __str__(self) -> str:
        return str(self.practice)


class EventCommitment(Orderable):
    """A commitment that the event is about."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="commitment_links")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="event_links", verbose_name=_("komitmen")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("komitmen terkait")
        verbose_name_plural = _("komitmen terkait")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "commitment"],
                name="event_names_a_commitment_once",
                violation_error_message=_("Komitmen ini sudah dipilih."),
            )
        ]

    def __str__(self) -> str:
        return str(self.commitment)
