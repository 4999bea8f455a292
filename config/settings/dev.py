"""Development and the demo: embedded defaults, nothing to install, nothing secret."""

import os

os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")

from config.settings.base import *  # noqa: F403 - settings are layered by star import
from config.settings.base import DATA_DIR, LOGGING, env

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "only-for-development-and-the-demo-on-this-very-machine")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# Each mail is a file: the addresses and accounts that the demo prints stay in sight.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mails"
# Static files come straight from their source folders: no collectstatic between a change and its view.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SILENCED_SYSTEM_CHECKS = ["security.W009"]  # the key above is public on purpose
DEMO = True
# The demo shows what it is doing in sentences; the log speaks up when something is wrong.
LOGGING["root"]["level"] = "WARNING"
