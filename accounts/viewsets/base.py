"""What the pages of accounts share: who may open them, and how a form writes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.permissions import may_manage_accounts, signed_in
from accounts.queries import newest_link

TITLE = gettext_lazy("Akun dan peran")


def page_of(account: User) -> str:
    return reverse("cms_account:account", args=[account.pk])


class ForSecretariat(View):
    """Who is no secretariat admin finds nothing here, whatever the verb."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_manage_accounts(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class AccountPage(WagtailAdminTemplateMixin, ForSecretariat):
    """A page below the list."""

    header_icon = "user"

    @property
    def person(self) -> User:
        """Who acts."""
        return signed_in(self.request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cms_account:index"), "label": TITLE},
            *self.get_own_breadcrumbs(),
        ]

    def get_own_breadcrumbs(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def tell_of_mail(self, account: User) -> None:
        link = newest_link(account)
        if link is not None and link.was_sent:
            sent = _("Surel dengan tautan untuk membuat kata sandi terkirim ke %(email)s.")
            messages.success(self.request, sent % {"email": account.email})
        else:
            failed = _("Surel ke %(email)s tidak terkirim. Coba lagi nanti dengan “Kirim surel kata sandi”.")
            messages.warning(self.request, failed % {"email": account.email})


class AccountFormView(AccountPage, FormView):
    """Writes through an action; what it refuses is said above the form, which keeps what was typed."""

    template_name = "accounts/admin/form.html"
    submit_button_label: str | Promise = gettext_lazy("Simpan")

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            self.write(form)
        except ValidationError as error:
            self.refuse(form, error)
            return self.form_invalid(form)
        except PermissionDenied as error:
            # The right was lost while the form was open.
            raise Http404 from error
        return HttpResponseRedirect(self.get_success_url())

    def write(self, form: Form) -> None:
        raise NotImplementedError

    def refuse(self, form: Form, error: ValidationError) -> None:
        form.add_error(None, error.messages)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        return {
            **super().get_context_data(**kwargs),
            "action_url": self.request.path,
            "submit_button_label": self.submit_button_label,
            "submit_button_active_label": _("Menyimpan…"),
            "media": form.media,
        }


class OfAccount(AccountPage):
    account: User

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.account = get_object_or_404(User, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.account)

    def get_own_breadcrumbs(self) -> list[dict[str, Any]]:
        own = {"url": page_of(self.account), "label": str(self.account)}
        return [own, *super().get_own_breadcrumbs()]
