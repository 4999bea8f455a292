"""What every environment shares. No secret and no host name stands here."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")

INSTALLED_APPS = [
    "home",
    "reports",
    "agenda",
    "practices",
    "renaksi",
    "evidence",
    "accounts",
    "institutions",
    "foundation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "foundation.web.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.csp.ContentSecurityMiddleware",
    "foundation.web.middleware.PlainPathMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.link_sessions.LinkGate",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SignInGate",
    "accounts.middleware.BodyLimit",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.middleware.RedirectInBothLanguages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.context.site",
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'renaksi.sqlite3'}")}
# On disk, so that the processes of one machine count failed sign-ins together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        # A full cache forgets a third of its counts, whichever: not before a busy hour of readers is over.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who signs in, and how -------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the secretariat, never by sign-up
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # it would offer a sign-up, and mail strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Renaksi] "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    # The key is the account at that address (accounts.adapter); a known browser is asked for the last one alone.
    "login_failed": "10/5m/ip,5/5m/key",
    "login_failed_account": "20/15m/key",
    "login_failed_known_device": "5/5m/key",
    # Links that let nobody in; a browser in which one did is not asked.
    "sign_in_link_failed": "20/5m/ip",
    # What the public sends: in all, with an answer to one mailbox, and to one practice (foundation.web.guarded).
    "public_form": "20/1h/ip",
    "public_form_mailbox": "5/1h/key",
    "public_form_to": "20/1h/key",
    # Reads of the news from one address: of one post, and of all.
    "news_read_again": "3/1h/key",
    "news_read": "120/1h/ip",
    # Coordinators who type addresses that belong to somebody else.
    "appointment_refused": "10/h/user",
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the CMS shows its previews in a frame of its own origin
SECURE_REFERRER_POLICY = "same-origin"

# --- Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = "id"
# The public site at / and at /en/. Records and pages carry their English beside their Indonesian (ADR 0022), so
# the CMS has one tree of pages and one language of content.
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"  # WIB: deadlines are said in it
USE_I18N = True
USE_TZ = True
FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 does; goes away with Django 5.2

# --- Files -----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Evidence and reports live outside MEDIA_ROOT: they leave through the application's doors only.
EVIDENCE_ROOT = DATA_DIR / "evidence"
REPORT_ROOT = DATA_DIR / "reports"
EVIDENCE_MAX_BYTES = env.integer("EVIDENCE_MAX_MB", 10, least=1, most=25) * 1024 * 1024  # of one file
EVIDENCE_QUOTA_BYTES = (
    env.integer("EVIDENCE_QUOTA_MB", 2048) * 1024 * 1024
)  # of one institution, all files together
# The socket of ClamAV's clamd, such as unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310; none: no scanner.
CLAMD_URL = env.text("CLAMD_URL", "")
# Visiting linked sources leaves this server, so it is asked for.
VISIT_LINKS = env.flag("VISIT_LINKS", default=False)
BODY_MAX_BYTES = 10 * EVIDENCE_MAX_BYTES  # all files of one form together
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Work in the background ------------------------------------------------------------------

# `default` stays immediate (search indexing); our own work goes through "background".
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

# --- Mail ------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "renaksi@localhost")
EMAIL_TIMEOUT = 20  # seconds; a worker must not hang longer than its lease

# --- Wagtail ---------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Renaksi"
WAGTAILADMIN_BASE_URL = env.text("SITE_URL", "http://127.0.0.1:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nothing leaves this server
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# What waits for curation stands in the CMS; a stranger's form mails nobody of the staff.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_CONTENT_LANGUAGES = [("id", _("Bahasa Indonesia"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", "English")]
# A name and an address are the secretariat's to write, a password is set through the one door.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "txt"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # embeds would load from foreign hosts
WAGTAIL_USER_TIME_ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]

# The country whose plans the site shows (ISO 3166-1 alpha-3, as in OGP's data set).
SITE_COUNTRY = "IDN"

# --- Content security policy -----------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# --- Logs ------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "foundation.logging.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # One line per indexed record, laid out page or font table would bury what matters; failures are still told.
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "weasyprint", "fontTools")},
}
