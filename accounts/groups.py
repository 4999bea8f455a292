"""What the CMS lets each role do, as Django groups; kept in step with roles by `accounts.actions`.

No group may change users: in Wagtail that right is as good as superuser.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.enums import CMS_ROLES, Role

_LOOK = ("view",)
_DRAFT = ("add", "change", "view")
_KEEP = ("add", "change", "delete", "view")

# Editors write plans, practices, news and pages as drafts or, for pages, in public; they read no evidence.
_EDITOR = {
    "wagtailadmin.admin": ("access",),
    "renaksi.actionplan": _DRAFT,
    "renaksi.commitment": _DRAFT,
    "renaksi.milestone": _DRAFT,
    "renaksi.policyarea": _DRAFT,
    "renaksi.amendment": _LOOK,
    "renaksi.reportingperiod": _LOOK,
    "renaksi.assessment": _LOOK,
    "institutions.institution": _DRAFT,
    "institutions.region": _LOOK,
    "practices.theme": ("change", "view"),
    "practices.practicesubmission": _LOOK,
    "practices.practicecopy": _LOOK,
    "practices.lifecheck": _LOOK,
}
_ADMIN = {
    **_EDITOR,
    "renaksi.actionplan": (*_KEEP, "publish"),
    "renaksi.commitment": (*_KEEP, "publish"),
    "renaksi.reportingperiod": _DRAFT,
    "renaksi.assessment": _KEEP,
    "renaksi.holiday": _KEEP,
    "renaksi.reasontemplate": _KEEP,
    "renaksi.plangrant": ("add", "delete", "change", "view"),
    "renaksi.progressupdate": _LOOK,
    "renaksi.review": _LOOK,
    "renaksi.trackingsettings": ("change",),
    "institutions.provincemap": _DRAFT,
    "evidence.evidence": _LOOK,
    "foundation.outgoingmail": _LOOK,
    "practices.theme": _DRAFT,
    "home.sitecontact": ("change",),
    "home.sitemenu": ("change",),
    "home.sitefooter": ("change",),
    "home.sitebanner": ("change",),
    "wagtailredirects.redirect": _KEEP,
}
MODEL_RIGHTS = {Role.EDITOR: _EDITOR, Role.ADMIN: _ADMIN}
PAGE_RIGHTS = ("add", "change", "publish")
COLLECTION_RIGHTS = ("add", "change", "choose")
COLLECTION_MODELS = ("image", "document")


def group_for(role: Role) -> Group:
    """The group of a role of the CMS, set up if need be; raises KeyError for a role that never enters it."""
    name = group_names()[role]
    if not Group.objects.filter(name=name).exists():
        set_up_groups()
    return Group.objects.get(name=name)


def group_names() -> dict[Role, str]:
    """Stored names, whatever the language of the moment."""
    return {Role.EDITOR: "Editor", Role.ADMIN: "Admin sekretariat"}


@transaction.atomic
def set_up_groups() -> None:
    """Makes the groups and gives each exactly its rights; run again, it takes away what was added by hand."""
    for role in sorted(CMS_ROLES):
        group, _is_new = Group.objects.get_or_create(name=group_names()[role])
        group.permissions.set([_permission(*one) for one in model_rights(role)])
        _set_page_rights(group)
        _set_collection_rights(group)


def model_rights(role: Role) -> list[tuple[str, str]]:
    """(app, codename) of each right."""
    return [
        (label.partition(".")[0], f"{right}_{label.partition('.')[2]}")
        for label, rights in MODEL_RIGHTS[role].items()
        for right in rights
    ]


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _set_page_rights(group: Group) -> None:
    root = Page.get_first_root_node()
    wanted = [_permission("wagtailcore", f"{right}_page") for right in PAGE_RIGHTS]
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_collection_rights(group: Group) -> None:
    root = Collection.get_first_root_node()
    wanted = [
        _permission("wagtailimages" if model == "image" else "wagtaildocs", f"{right}_{model}")
        for model in COLLECTION_MODELS
        for right in COLLECTION_RIGHTS
    ]
    held = GroupCollectionPermission.objects.filter(group=group)
    held.exclude(collection=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
