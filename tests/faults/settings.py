"""The real components of production, above all its database options: every commit is flushed."""

from config.settings.base import *  # noqa: F403 - settings are layered by star import
from config.settings.base import LOGGING

SECRET_KEY = "only-for-the-kill-harness-only-for-the-kill-harness-only"
ALLOWED_HOSTS = ["testserver"]
DEBUG = False
DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING["root"]["level"] = "WARNING"
