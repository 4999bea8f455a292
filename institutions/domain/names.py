"""When two spellings are the same name."""

import re
import unicodedata

_NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_LEADING_ARTICLE = re.compile(r"^the ")


def normalise_name(name: str) -> str:
    """What lookups compare: case, accents, punctuation, spacing, "&" and a leading "The" do not count.

    Words do: which other spellings mean the same institution is a matter of the alias table.
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and "))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = _NOT_A_LETTER_OR_DIGIT.sub(" ", letters.replace("’", "").replace("'", "")).casefold().strip()
    return _LEADING_ARTICLE.sub("", words)
