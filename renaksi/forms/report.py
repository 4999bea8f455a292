"""The report of one milestone: what was reached, told in the author's words, and its evidence."""

from collections.abc import Mapping
from copy import copy
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evidence.enums import Visibility
from evidence.uploads import ALLOWED_EXTENSIONS
from foundation.formats import file_size
from institutions.models import Institution
from renaksi.actions.updates import DraftContent
from renaksi.enums import Challenge
from renaksi.forms.offers import offer
from renaksi.forms.reached import FormWithProblems, step_field, value_field, written
from renaksi.models import ProgressUpdate
from renaksi.queries.workspace.answers import ANSWERS
from renaksi.queries.workspace.report import institutions_to_wait_for

ACCEPT = ",".join(f".{extension}" for extension in ALLOWED_EXTENSIONS)
_LONGEST_TEXT = 4000


class InstitutionField(forms.ModelChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(Institution.objects.none(), empty_label=_("Tidak menunggu siapa pun"), **options)


class ReportForm(FormWithProblems):
    """Nothing is required here: a draft may be saved half; what is missing is said when it is sent.

    What it was opened with goes along, so that `changed_data` is what this author changed, whatever a colleague saved.
    """

    realised = value_field(_("Realisasi sampai hari ini"))
    step = step_field(_("Tahap yang dicapai sampai hari ini"))
    narrative = forms.CharField(
        label=_("Perkembangan"),
        help_text=_("Satu sampai tiga pokok, satu pokok per baris. Apa yang terjadi, di mana, kapan?"),
        max_length=_LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    challenges = forms.MultipleChoiceField(
        label=_("Kendala"), choices=Challenge.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    challenge_text = forms.CharField(
        label=_("Penjelasan kendala"),
        max_length=_LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next_step = forms.CharField(
        label=_("Langkah berikutnya"),
        help_text=_("Apa yang dilakukan berikutnya, oleh siapa, dan kapan?"),
        max_length=_LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    blocked_by = InstitutionField(label=_("Menunggu instansi lain"), required=False)
    blocked_since = forms.DateField(
        label=_("Menunggu sejak"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal yang ada di kalender, misalnya 2026-10-05.")},
    )
    blocked_reason = forms.CharField(label=_("Apa yang ditunggu"), max_length=255, required=False)

    def __init__(self, data: Any = None, *, update: ProgressUpdate, is_quantity: bool) -> None:
        initial = {name: getattr(update, name) for name in ANSWERS}
        initial["realised"] = written(update.realised)
        super().__init__(data, initial=initial, label_suffix="")
        del self.fields["step" if is_quantity else "realised"]
        offer(self.fields["blocked_by"], institutions_to_wait_for(update))
        if is_quantity and update.milestone.unit:
            self.fields["realised"].help_text = _("Dalam satuan: %(unit)s.") % {"unit": update.milestone.unit}
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def hidden_initials(self) -> SafeString:
        """Of the groups of choices, which our templates draw one by one; other fields bring theirs along."""
        groups = (field.as_hidden(only_initial=True) for field in self if field.use_fieldset)
        return format_html_join("", "{}", ((one,) for one in groups))

    def written_into(self, update: ProgressUpdate) -> ProgressUpdate:
        """The update as it would be with what is typed here, not to be saved; what cannot be read is blank."""
        self.is_valid()
        typed, blank = copy(update), ProgressUpdate()
        for name in self.fields:
            setattr(typed, name, self.cleaned_data.get(name, getattr(blank, name)))
        return typed

    def content(self) -> DraftContent:
        given = self.cleaned_data
        return DraftContent(
            realised=given.get("realised"),
            step=given.get("step"),
            narrative=given["narrative"].replace("\r\n", "\n"),
            challenges=tuple(given["challenges"]),
            challenge_text=given["challenge_text"],
            next_step=given["next_step"],
            blocked_by=given["blocked_by"],
            blocked_since=given["blocked_since"],
            blocked_reason=given["blocked_reason"],
        )


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; their kind and size are checked where they are received."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=ManyFilesInput(attrs={"multiple": True, "accept": ACCEPT}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[File]:
        return [file for file in (data or []) if file]


class SentAheadField(forms.Field):
    """Public ids of files that upload.js sent ahead of the form; what is none is left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[UUID]:
        found = []
        for written_id in value or []:
            try:
                found.append(UUID(written_id))
            except ValueError:
                continue
        return found


class ProofForm(forms.Form):
    """Files and a link for one requirement. Links are checked where they are recorded."""

    uploads = ManyFilesField(label=_("Berkas"), required=False)
    url = forms.CharField(
        label=_("atau tautan"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    title = forms.CharField(
        label=_("Judul"), help_text=_("Boleh kosong: nama berkas dipakai."), max_length=255, required=False
    )
    is_internal = forms.BooleanField(
        label=_("Hanya untuk sekretariat, jangan ditayangkan kepada publik"), required=False
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    sent = SentAheadField(required=False)

    def __init__(self, data: Any = None, files: Any = None, *, prefix: str) -> None:
        super().__init__(data, files, prefix=prefix, initial={"key": uuid4().hex}, label_suffix="")
        self.fields["uploads"].help_text = _(
            "PDF, gambar, Word, Excel, PowerPoint, CSV, atau teks; paling banyak %(size)s per berkas."
        ) % {"size": self.max_text}

    @property
    def max_bytes(self) -> int:
        return settings.EVIDENCE_MAX_BYTES

    @property
    def max_text(self) -> str:
        return file_size(self.max_bytes)

    @property
    def is_used(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("uploads", "url", "sent"))

    @property
    def visibility(self) -> Visibility:
        return Visibility.INTERNAL if self.cleaned_data["is_internal"] else Visibility.PUBLIC


def proof_prefix(key: str) -> str:
    return f"bukti-{key}"


def sent_revision(data: Mapping[str, Any]) -> int:
    """0 for a form that did not say: it then counts as stale unless nobody had begun."""
    try:
        return int(data.get("revision", 0))
    except ValueError:
        return 0
