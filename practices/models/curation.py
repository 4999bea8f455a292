"""The one step of the workflow through which every proposed practice goes."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState

from accounts.domain.rights import Right
from accounts.permissions import Actor, may_everywhere


class ReasonForm(TaskStateCommentForm):
    """A proposer reads it: without a reason nothing comes back."""

    comment = forms.CharField(
        label=_("Apa yang perlu diperbaiki"),
        help_text=_("Pengusul membacanya di suratnya. Sebutkan bagian mana, dan apa yang kurang."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


class CurationTask(Task):
    """Asks the table of rights who may, instead of groups: whoever curates practices takes this step."""

    class Meta:
        verbose_name = _("kurasi praktik")
        verbose_name_plural = _("kurasi praktik")

    def user_can_access_editor(self, _obj: Any, user: Actor) -> bool:
        return _may(user)

    def locked_for_user(self, _obj: Any, user: Actor) -> bool:
        return not _may(user)

    def user_can_lock(self, _obj: Any, user: Actor) -> bool:
        return _may(user)

    def get_actions(self, _obj: Any, user: Actor) -> list[tuple[str, Any, bool]]:
        if not _may(user):
            return []
        return [
            ("reject", _("Kembalikan dengan alasan"), True),
            ("approve", _("Setujui"), False),
        ]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    def get_task_states_user_can_moderate(self, user: Actor, **_kwargs: Any) -> QuerySet[TaskState]:
        states = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        return states if _may(user) else states.none()

    @classmethod
    def get_description(cls) -> Any:
        return _("Siapa pun yang mengurasi praktik baik dapat mengambil langkah ini.")


def _may(user: Actor) -> bool:
    return may_everywhere(user, Right.CURATE_PRACTICES)
