"""On SQLite the words stand in a table of FTS5 that triggers keep at the rows of the index (`foundation.triggers`).

PostgreSQL has a generated column instead.
"""

from django.db.backends.utils import CursorWrapper

from foundation.triggers import Kept, Trigger

ENTRIES, WORDS = "foundation_searchentry", "foundation_search_words"
COLUMNS = ("title", "title_en", "codes", "context", "context_en", "text", "text_en")


def _columns(prefix: str = "") -> str:
    return ", ".join(f"{prefix}{column}" for column in COLUMNS)


def _read_all_again(cursor: CursorWrapper) -> None:
    cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('rebuild')")  # noqa: S608 - own names


_ADD = f"INSERT INTO {WORDS}(rowid, {_columns()}) VALUES (NEW.id, {_columns('NEW.')});"  # noqa: S608 - own names
_FORGET = (
    f"INSERT INTO {WORDS}({WORDS}, rowid, {_columns()}) "  # noqa: S608 - own names
    f"VALUES ('delete', OLD.id, {_columns('OLD.')});"
)

WORD_TRIGGERS = Kept(
    triggers=(
        Trigger(f"{WORDS}_added", ENTRIES, "INSERT", _ADD),
        Trigger(f"{WORDS}_changed", ENTRIES, "UPDATE", f"{_FORGET} {_ADD}"),
        Trigger(f"{WORDS}_gone", ENTRIES, "DELETE", _FORGET),
    ),
    tables=frozenset({ENTRIES, WORDS}),
    make_good=_read_all_again,
    vendors=("sqlite",),
)
