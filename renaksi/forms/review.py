"""A verifier's verdict: on each proof, on the value, on the report as a whole."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.web.keys import sent_key
from renaksi.enums import ItemVerdict, ReturnReason
from renaksi.forms.reached import FormWithProblems, step_field, value_field, written
from renaksi.models import ProgressUpdate, ReasonTemplate
from renaksi.queries.workspace.proofs import Proof

_NO_REASON = ("", _("Pilih alasan"))
_VERDICTS = [
    (ItemVerdict.ACCEPTED.value, _("Terima")),
    (ItemVerdict.REFUSED.value, _("Tolak")),
    (ItemVerdict.PENDING.value, _("Belum dinilai")),
]


class TemplateSelect(forms.Select):
    """Offers sentences by their reason; each option carries its text, so that the page can put it into the note."""

    def __init__(self, templates: Mapping[int, ReasonTemplate]) -> None:
        groups: dict[str, list[tuple[int, str]]] = {}
        for template in templates.values():
            groups.setdefault(template.get_reason_code_display(), []).append((template.pk, template.title))
        super().__init__({"data-templates": True}, [("", _("Pilih alasan baku")), *groups.items()])
        self.templates = templates

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        template = self.templates.get(value) if isinstance(value, int) else None
        if template is not None:
            option["attrs"] |= {"data-text": template.text, "data-reason": template.reason_code}
        return option


class TemplateField(forms.IntegerField):
    """Which sentence to put into the note: `with_template` does it, the form itself keeps only the choice."""

    def __init__(self) -> None:
        super().__init__(label=_("Alasan baku"), required=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def with_template(data: QueryDict, templates: Mapping[int, ReasonTemplate]) -> QueryDict:
    """What was sent, with the chosen sentence below the note where `action` asks for it: "template-butir-5"."""
    target = data.get("action", "").removeprefix("template-")
    prefix = "" if target == "report" else f"{target}-"
    chosen = data.get(f"{prefix}template", "")
    template = templates.get(sent_key(chosen))
    filled = data.copy()
    if template is not None:
        note = data.get(f"{prefix}note", "").rstrip()
        filled[f"{prefix}note"] = "\n".join(filter(None, [note, template.text]))
        filled[f"{prefix}reason_code"] = data.get(f"{prefix}reason_code") or template.reason_code
        if prefix:
            filled[f"{prefix}verdict"] = ItemVerdict.REFUSED.value
    return filled


class ItemForm(FormWithProblems):
    """The verdict on one proof; its reason and note count only for a refusal."""

    verdict = forms.ChoiceField(label=_("Putusan"), choices=_VERDICTS, widget=forms.RadioSelect)
    reason_code = forms.ChoiceField(
        label=_("Alasan penolakan"), choices=[_NO_REASON, *ReturnReason.choices], required=False
    )
    note = forms.CharField(
        label=_("Yang perlu diperbaiki"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    template = TemplateField()

    def __init__(
        self, data: Any = None, *, proof: Proof, templates: Mapping[int, ReasonTemplate] | None = None
    ) -> None:
        initial = {"verdict": proof.verdict, "reason_code": proof.reason_code, "note": proof.remark}
        super().__init__(data, prefix=item_prefix(proof.item_id), initial=initial, label_suffix="")
        self.fields["verdict"].required = False
        self.fields["template"].widget = TemplateSelect(templates or {})
        self.about = proof.title

    def judgement(self) -> dict[str, Any]:
        """The arguments of `judge_item`."""
        given = self.cleaned_data
        code = given["reason_code"]
        return {
            "verdict": ItemVerdict(given["verdict"] or ItemVerdict.PENDING),
            "reason_code": ReturnReason(code) if code else None,
            "note": given["note"],
        }


def item_prefix(item_id: int) -> str:
    return f"butir-{item_id}"


class VerdictForm(FormWithProblems):
    """What is proven, starting from what was claimed; and why the report goes back, if it does."""

    verified_value = value_field(_("Nilai terverifikasi"))
    verified_step = step_field(_("Tahap terverifikasi"))
    remark = forms.CharField(
        label=_("Catatan verifikasi"),
        help_text=_("Boleh kosong."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    despite_refused = forms.BooleanField(
        label=_("Ada bukti yang saya tolak; laporan tetap diverifikasi"), required=False
    )
    reason_code = forms.ChoiceField(
        label=_("Alasan pengembalian"), choices=[_NO_REASON, *ReturnReason.choices], required=False
    )
    note = forms.CharField(
        label=_("Yang perlu diperbaiki pelapor"),
        help_text=_("Bila ada bukti yang ditolak, boleh kosong: alasan dan catatan tiap bukti dipakai."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    template = TemplateField()

    def __init__(
        self,
        data: Any = None,
        *,
        update: ProgressUpdate,
        is_quantity: bool,
        templates: Mapping[int, ReasonTemplate] | None = None,
    ) -> None:
        initial = {"verified_value": written(update.realised), "verified_step": update.step}
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["template"].widget = TemplateSelect(templates or {})
        del self.fields["verified_step" if is_quantity else "verified_value"]


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Pelapor membaca alasan ini di atas laporannya."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
