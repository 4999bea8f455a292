"""Of the process that draws reports: templates, static files and languages; no database, no address, no secret."""

from config.settings.base import (
    BASE_DIR,
    LANGUAGE_CODE,
    LANGUAGES,
    LOCALE_PATHS,
    STATIC_URL,
    STATICFILES_DIRS,
    TIME_ZONE,
    USE_I18N,
    USE_TZ,
)

__all__ = [
    "LANGUAGES",
    "LANGUAGE_CODE",
    "LOCALE_PATHS",
    "STATICFILES_DIRS",
    "STATIC_URL",
    "TIME_ZONE",
    "USE_I18N",
    "USE_TZ",
]

INSTALLED_APPS = ["django.contrib.staticfiles"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", BASE_DIR / "foundation" / "templates"],
        "OPTIONS": {
            # The apps are not installed: their models would want a database.
            "libraries": {
                "charts": "foundation.templatetags.charts",
                "formats": "foundation.templatetags.formats",
                "languages": "foundation.templatetags.languages",
                "report_marks": "reports.templatetags.report_marks",
                "tables": "foundation.templatetags.tables",
            }
        },
    }
]
LOGGING_CONFIG = None  # what went wrong is told to the process that asked
