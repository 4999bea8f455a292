"""A new name, a merger, a split: what would move is told first, and asked again if it changed meanwhile."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from institutions.actions import merge_by_decree, rename_institution, split_institution
from institutions.forms import DecreeMergeForm, OfferingForm, RenameForm, SharesForm, SplitForm
from institutions.models import Institution
from institutions.permissions import may_end_institutions
from institutions.succession import OpenThing, open_things
from institutions.viewsets.choosers import INSTITUTION_CHOOSER, standing_institutions
from institutions.viewsets.of_institution import OfInstitution


class OfStanding(OfInstitution):
    """What others go on for changes no more."""

    template_name = "institutions/admin/change.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not standing_institutions().filter(pk=self.institution.pk).exists():
            raise Http404

    def get_success_url(self) -> str:
        return reverse("cms_institution:edit", args=[self.institution.pk])


class RenameView(OfStanding):
    page_title = gettext_lazy("Ganti nama")
    form_class = RenameForm
    submit_button_label = gettext_lazy("Ganti nama")
    done_message = gettext_lazy("Nama baru tercatat; nama lama tetap dikenali.")

    def get_initial(self) -> dict[str, Any]:
        return {"new_name": self.institution.name, "short_name": self.institution.short_name}

    def write(self, form: Form) -> None:
        rename_institution(
            institution=self.institution, by=self.person, at=timezone.now(), **form.cleaned_data
        )


class EndingView(OfStanding):
    """The opened record ends. The first time it is sent, the page says what would move; then it is done."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_end_institutions(self.person):
            raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        others = standing_institutions().exclude(pk=self.institution.pk)
        return {
            **super().get_form_kwargs(),
            "others": others,
            "make_widget": INSTITUTION_CHOOSER.widget_class,
        }

    def ending(self, _form: Any) -> list[Institution]:
        return [self.institution]

    def form_valid(self, form: Any) -> HttpResponse:
        things = [thing for one in self.ending(form) for thing in open_things(one, timezone.localdate())]
        seen = _fingerprint(form, things)
        if self.request.POST.get("seen") == seen:
            return self.confirmed(form, things, seen)
        return self.preview(form, things, seen)

    def confirmed(self, form: Any, things: list[OpenThing], seen: str) -> HttpResponse:
        """Raises nothing: what is refused is told above what would move."""
        answer = super().form_valid(form)
        return answer if answer.status_code != 200 else self.preview(form, things, seen)

    def preview(self, form: Any, things: list[OpenThing], seen: str, **more: Any) -> HttpResponse:
        self.submit_button_label = gettext_lazy("Ya, catat perubahan ini")
        counts = Counter(thing.kind for thing in things)
        context = {"form": form, "previewed": True, "counts": counts.items(), "things": things, "seen": seen}
        return self.render_to_response(self.get_context_data(**context, **more))


class DecreeMergeView(EndingView):
    page_title = gettext_lazy("Bergabung")
    form_class = DecreeMergeForm
    submit_button_label = gettext_lazy("Lanjut: lihat apa yang pindah")
    done_message = gettext_lazy("Penggabungan tercatat. Laporan yang lalu tetap milik instansi asalnya.")

    def ending(self, form: DecreeMergeForm) -> list[Institution]:
        return [self.institution, *form.sources()]

    def write(self, form: Any) -> None:
        given = form.cleaned_data
        made = Institution(
            name=given["new_name"],
            short_name=given["short_name"],
            kind=self.institution.kind,
            region=self.institution.region,
            country=self.institution.country,
            is_sample=self.institution.is_sample,
        )
        merge_by_decree(
            sources=self.ending(form),
            into=given["into"] or made,
            on=given["on"],
            reason=given["reason"],
            by=self.person,
            at=timezone.now(),
        )


class SplitView(EndingView):
    page_title = gettext_lazy("Pecah")
    form_class = SplitForm
    submit_button_label = gettext_lazy("Lanjut: bagi yang pindah")
    done_message = gettext_lazy("Pemecahan tercatat. Laporan yang lalu tetap milik instansi asalnya.")
    shares: SharesForm

    def confirmed(self, form: Any, things: list[OpenThing], seen: str) -> HttpResponse:
        self.shares = SharesForm(self.request.POST, things=things, heirs=form.heirs())
        if not self.shares.is_valid():
            return self.preview(form, things, seen, shares=self.shares)
        return super().confirmed(form, things, seen)

    def preview(self, form: Any, things: list[OpenThing], seen: str, **more: Any) -> HttpResponse:
        more.setdefault("shares", SharesForm(things=things, heirs=form.heirs()))
        return super().preview(form, things, seen, **more)

    def write(self, form: Any) -> None:
        split_institution(
            source=self.institution,
            into=form.heirs(),
            shares=self.shares.shares(),
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
            by=self.person,
            at=timezone.now(),
        )


def _fingerprint(form: OfferingForm, things: Iterable[OpenThing]) -> str:
    """Of what was asked for and what would move: whoever confirms confirms this."""
    told = [*(f"{name}={form.cleaned_data[name]!r}" for name in sorted(form.cleaned_data))]
    return hashlib.sha256("\n".join([*told, *(thing.key for thing in things)]).encode()).hexdigest()
