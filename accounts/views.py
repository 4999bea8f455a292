"""The door, and what happens around it."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from accounts.kept_words import KeptWords, carried_words, keep_words


class Door(LoginView):
    """allauth's, which also carries on what was typed when the session had ended."""

    def form_valid(self, form: LoginForm) -> HttpResponse:
        response = super().form_valid(form)
        words = carried_words(self.request)
        if words is not None:
            keep_words(self.request, words, self.request.POST.get(REDIRECT_FIELD_NAME, ""))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "kept": carried_words(self.request)}


def door_with_words(request: HttpRequest, words: KeptWords) -> HttpResponse:
    """The door as the answer to a form that came too late; its own address comes next."""
    next_field = format_html(
        '<input type="hidden" name="{}" value="{}">', REDIRECT_FIELD_NAME, request.get_full_path()
    )
    context = {"form": LoginForm(request=request), "redirect_field": next_field, "kept": words}
    return render(request, "account/login.html", context)
