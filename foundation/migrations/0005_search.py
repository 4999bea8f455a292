"""The index of the search, and beside it what each database finds words with."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

COLUMNS = ("title", "title_en", "codes", "context", "context_en", "text", "text_en")

# Accents away and everything but letters and digits to blanks: PostgreSQL's parser would read "a/b" as one file name.
PLAIN = (
    "regexp_replace(translate(lower({}), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'),"
    " '[^[:alnum:]]+', ' ', 'g')"
)
# (column, text search configuration, weight); titles also as written, so that their beginnings are found.
VECTORS = (
    ("codes", "simple", "A"),
    ("title", "indonesian", "A"),
    ("title", "simple", "A"),
    ("title_en", "english", "A"),
    ("title_en", "simple", "A"),
    ("context", "indonesian", "B"),
    ("context", "simple", "B"),
    ("context_en", "english", "B"),
    ("text", "indonesian", "D"),
    ("text_en", "english", "D"),
)


def make_words(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    statements = {"sqlite": sqlite_statements, "postgresql": postgres_statements}[editor.connection.vendor]
    for statement in statements():
        editor.execute(statement, None)


def sqlite_statements() -> list[str]:
    """What keeps this table at its rows are triggers (`foundation.search.triggers`)."""
    table, words, names = "foundation_searchentry", "foundation_search_words", ", ".join(COLUMNS)
    options = "prefix='3 4 5', tokenize='unicode61 remove_diacritics 2'"
    return [
        f"CREATE VIRTUAL TABLE {words} USING fts5({names}, content='{table}', content_rowid='id', {options})"
    ]


def postgres_statements() -> list[str]:
    vectors = " || ".join(
        f"setweight(to_tsvector('{config}', {PLAIN.format(column)}), '{weight}')"
        for column, config, weight in VECTORS
    )
    table = "foundation_searchentry"
    return [
        f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({vectors}) STORED",
        f"CREATE INDEX {table}_words ON {table} USING gin (words)",
    ]


def drop_words(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE foundation_search_words")


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_outgoingmail_reply_to")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("title", models.TextField()),
                ("title_en", models.TextField(blank=True)),
                ("title_key", models.TextField(blank=True)),
                ("codes", models.CharField(blank=True, max_length=200)),
                ("context", models.CharField(blank=True, max_length=500)),
                ("context_en", models.CharField(blank=True, max_length=500)),
                ("text", models.TextField(blank=True)),
                ("text_en", models.TextField(blank=True)),
                ("path", models.CharField(blank=True, max_length=500)),
                ("is_sample", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="search_entry_once")
                ]
            },
        ),
        migrations.RunPython(make_words, drop_words),
    ]
