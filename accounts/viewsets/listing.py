"""The list of everybody with an account."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from accounts.filters import AccountFilterSet
from accounts.models import User
from accounts.queries import accounts_with_roles
from accounts.viewsets.base import TITLE, ForSecretariat
from foundation.search import holding_every_word


class RolesColumn(Column):
    cell_template_name = "accounts/admin/roles_cell.html"


class LastSignInColumn(Column):
    cell_template_name = "accounts/admin/last_sign_in_cell.html"


class AccountListView(ForSecretariat, IndexView):
    model = User
    # Wagtail's policy asks for the right to change users, which nobody has; `dispatch` has decided.
    permission_policy = None
    page_title = TITLE
    header_icon = "user"
    add_item_label = gettext_lazy("Tambah akun")
    index_url_name = "cms_account:index"
    index_results_url_name = "cms_account:index_results"
    add_url_name = "cms_account:add"
    results_template_name = "accounts/admin/list_results.html"
    filterset_class = AccountFilterSet
    search_fields = ("name", "email", "memberships__institution__name", "memberships__region__name")
    default_ordering = "name"
    paginate_by = 50
    columns = [
        TitleColumn("name", label=gettext_lazy("Nama"), url_name="cms_account:account", sort_key="name"),
        Column("email", label=gettext_lazy("Surel"), sort_key="email"),
        RolesColumn(
            "memberships",
            label=gettext_lazy("Peran"),
            classname="roles",
            accessor=lambda user: user.memberships.all(),
        ),
        LastSignInColumn("last_login", label=gettext_lazy("Masuk terakhir"), sort_key="last_login"),
        StatusTagColumn(
            "is_active",
            label=gettext_lazy("Keadaan"),
            accessor=lambda user: _("Aktif") if user.is_active else _("Nonaktif"),
            primary=lambda user: user.is_active,
            sort_key="is_active",
        ),
    ]

    def get_base_queryset(self) -> QuerySet[User]:
        return accounts_with_roles()

    def search_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        return holding_every_word(queryset, self.search_fields, self.search_query)
