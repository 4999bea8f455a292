"""A new account, and the page of one person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.actions import AccountExists, create_account_with_role
from accounts.forms import AccountForm, existing_account
from accounts.permissions import may_change_account
from accounts.queries import account_sheet
from accounts.viewsets.base import AccountFormView, OfAccount, page_of


class AccountAddView(AccountFormView):
    page_title = gettext_lazy("Tambah akun")
    form_class = AccountForm
    submit_button_label = gettext_lazy("Buat akun dan kirim surel")

    def write(self, form: Form) -> None:
        self.account = create_account_with_role(by=self.person, **form.cleaned_data)
        messages.success(self.request, _("Akun %(name)s dibuat.") % {"name": self.account})
        self.tell_of_mail(self.account)

    def refuse(self, form: Form, error: ValidationError) -> None:
        if isinstance(error, AccountExists):
            form.add_error("email", existing_account(error.account))
        else:
            super().refuse(form, error)

    def get_success_url(self) -> str:
        return page_of(self.account)


class AccountView(OfAccount, TemplateView):
    template_name = "accounts/admin/account.html"
    http_method_names = ["get", "head", "options"]

    def get_page_title(self) -> str:
        return str(self.account)

    def get_page_subtitle(self) -> str:
        return ""

    def get_own_breadcrumbs(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": str(self.account)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "account": self.account,
            "sheet": account_sheet(self.account),
            "may_change": may_change_account(self.person, self.account),
            "is_self": self.account == self.person,
        }
