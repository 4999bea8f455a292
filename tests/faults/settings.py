"""The real components of production, above all its database options: every commit is flushed."""

from config.settings.base import *  # noqa: F403 - settings are layered by star import
from config.settings.base import DATA_DIR, LOGGING

SECRET_KEY = "only-for-the-kill-harness-only-for-the-kill-harness-only"
ALLOWED_HOSTS = ["testserver"]
DEBUG = False
DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# What was sent lies here as a file of its own, whichever process sent it.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
LOGGING["root"]["level"] = "WARNING"
