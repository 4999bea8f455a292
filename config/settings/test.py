"""Tests: the real components, only the password hash and the mail box are quick."""

from config.settings.base import *  # noqa: F403 - settings are layered by star import
from config.settings.base import BASE_DIR, DATABASES, env

DEBUG = False
SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only-for"  # noqa: S105 - not a secret
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A process of its own, such as the worker of the browser tests, mails to the server that the test started.
if mail_port := env.integer("TEST_MAIL_PORT", 0, least=0):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", mail_port
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ACCOUNT_RATE_LIMITS: dict[str, str] = {}
DATA_DIR = env.folder("TEST_DATA_DIR", BASE_DIR / "var" / "test")
MEDIA_ROOT = DATA_DIR / "media"
EVIDENCE_ROOT = DATA_DIR / "evidence"
REPORT_ROOT = DATA_DIR / "reports"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file: an in-memory database cannot be shared with the live server's thread, nor be reused.
    name = env.text("TEST_DB_NAME", "test")
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "var" / f"{name}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
DEMO = False
