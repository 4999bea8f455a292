"""What is done to one account: roles, mail, on and off."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import (
    deactivate_account,
    grant_role,
    reactivate_account,
    revoke_role,
    send_password_link,
)
from accounts.forms import RoleForm
from accounts.models import Membership, User
from accounts.permissions import may_change_account, may_manage_accounts
from accounts.viewsets.base import AccountFormView, OfAccount, page_of


class AccountStep(OfAccount, AccountFormView):
    """Changes one account: asks first, then acts. An account out of reach is not found."""

    form_class: type[Form] = Form
    template_name = "accounts/admin/step.html"
    question: str | Promise = ""
    done_message: str | Promise = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_change_account(request.user, self.account):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_question(self) -> str | Promise:
        """What the page asks before it acts."""
        return self.question

    def done(self) -> None:
        messages.success(self.request, str(self.done_message))

    def get_success_url(self) -> str:
        """Who gave up their own role is led on to where they belong now."""
        actor = User.objects.get(pk=self.person.pk)
        return page_of(self.account) if may_manage_accounts(actor) else reverse("account_login")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "account": self.account,
            "question": self.get_question(),
            "cancel_url": page_of(self.account),
        }


class RoleAddView(AccountStep):
    page_title = gettext_lazy("Tambah peran")
    form_class = RoleForm
    template_name = "accounts/admin/form.html"
    submit_button_label = gettext_lazy("Beri peran")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "account": self.account}

    def write(self, form: Form) -> None:
        membership = grant_role(user=self.account, by=self.person, **form.cleaned_data)
        given = _("%(name)s sekarang berperan sebagai %(role)s.")
        messages.success(self.request, given % {"name": self.account, "role": membership.get_role_display()})


class RoleRevokeView(AccountStep):
    page_title = gettext_lazy("Cabut peran")
    submit_button_label = gettext_lazy("Cabut peran ini")
    done_message = gettext_lazy("Peran dicabut.")
    membership: Membership

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        held = Membership.objects.select_related("user", "institution", "region")
        self.membership = get_object_or_404(held, pk=kwargs["membership"], user=self.account)

    def get_question(self) -> str:
        place = self.membership.institution or self.membership.region
        role = self.membership.get_role_display()
        asked = _(
            "Cabut peran %(role)s dari %(name)s? Haknya hilang seketika; laporan yang pernah ditulis tetap."
        )
        return asked % {"role": f"{role} ({place})" if place else role, "name": self.account}

    def write(self, _form: Form) -> None:
        revoke_role(membership=self.membership, by=self.person)
        self.done()


class DeactivateView(AccountStep):
    page_title = gettext_lazy("Nonaktifkan akun")
    submit_button_label = gettext_lazy("Nonaktifkan")
    question = gettext_lazy(
        "Akun ini tidak dapat dipakai masuk lagi, mulai seketika. Peran dan semua yang pernah dikerjakan tetap "
        "tercatat, dan akun dapat diaktifkan kembali."
    )
    done_message = gettext_lazy("Akun dinonaktifkan.")

    def write(self, _form: Form) -> None:
        deactivate_account(user=self.account, by=self.person)
        self.done()


class ReactivateView(AccountStep):
    page_title = gettext_lazy("Aktifkan kembali")
    submit_button_label = gettext_lazy("Aktifkan kembali")
    question = gettext_lazy("Akun ini dapat dipakai masuk lagi, dengan peran yang masih tercatat.")
    done_message = gettext_lazy("Akun aktif kembali.")

    def write(self, _form: Form) -> None:
        reactivate_account(user=self.account, by=self.person)
        self.done()


class SendLinkView(AccountStep):
    page_title = gettext_lazy("Kirim surel kata sandi")
    submit_button_label = gettext_lazy("Kirim surel")
    question = gettext_lazy(
        "Surel berisi tautan untuk membuat kata sandi baru. Kata sandi yang lama tetap berlaku sampai tautan itu "
        "dipakai."
    )

    def write(self, _form: Form) -> None:
        send_password_link(user=self.account, by=self.person)
        self.tell_of_mail(self.account)
