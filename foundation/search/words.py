"""What somebody typed, as words to look for. Pure: values in, values out."""

import re
import unicodedata
from dataclasses import dataclass

MOST_LETTERS = 200
MOST_WORDS = 12
LEAST_PREFIX = 3

# Too common to find anything by, in both languages of the site.
STOP_WORDS = frozenset(
    """
    ada adalah agar akan antara apa atau bagi bahwa dalam dan dapat dari dengan di dia hal ia ini itu juga kami
    karena ke kepada kita lain maka mana mereka namun nya oleh pada para saat saja sampai saya sebagai secara sebuah
    sehingga serta seperti setiap sudah suatu tapi telah tentang terhadap tersebut tidak untuk yaitu yang
    a an and are as at be been by for from has have in into is it its of on or that the their this to was were what
    which will with
    """.split()
)

WORD = re.compile(r"[^\W_]+")
_PARTICLE = re.compile(r"(?<=\w{4})(?:lah|kah|pun|nya)$")
# `laporkan` ends in -kan, `didikan` in -an: the letter before tells.
_SUFFIX = re.compile(r"(?<=\w{4})(?:(?<=[^aeiou])kan|an)$")
# One prefix at most, and none whose nasal may have swallowed the first letter of the word.
_PREFIX = re.compile(
    r"^(?:(?:meng|mem|men|peng|pem|pen|per|ber|ter|di|ke|se)(?=[^\Waeiou]\w{4})"
    r"|(?:me|pe)(?=[lrwy]\w{4})|pe(?=[bcdgjkpst]\w{4}))"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`words` are folded and without stop words; `code` is set if it could be a number, a
    code or a short name.

    `problem` says why nothing can be looked for: `long`, `symbols`, `short`, `common`; empty if something can.
    A blank search has neither words nor a problem.
    """

    text: str
    words: tuple[str, ...] = ()
    code: str = ""
    problem: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.code)


def fold(text: str) -> str:
    """Lower case without accents."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def folded_words(text: str) -> list[str]:
    return WORD.findall(fold(text))


def title_key(text: str) -> str:
    """By which a whole title is recognised."""
    return " ".join(folded_words(text))


def code_key(code: str) -> str:
    """A code as one word, for every tokenizer: `35.22` is `35x22`."""
    return "x".join(folded_words(code))


def read_wanted(typed: str) -> Wanted:
    text = " ".join(typed.replace("\0", " ").split())
    found = list(dict.fromkeys(folded_words(text)))
    if len(text) > MOST_LETTERS or len(found) > MOST_WORDS:
        return Wanted(text[:MOST_LETTERS], problem="long")
    words = tuple(word for word in found if len(word) > 1 and word not in STOP_WORDS)
    # Typed in one piece: `ID0123`, `35.22`, `3.3.3.6`, `VII`, `Bappenas`.
    could_be_code = " " not in text and len(text) > 1 and (words or any(map(str.isdigit, text)))
    code = code_key(text) if could_be_code else ""
    return Wanted(text, words, code, "" if words or code else _problem(text, found))


def _problem(text: str, found: list[str]) -> str:
    if not text:
        return ""
    if not found:
        return "symbols"
    return "short" if all(len(word) == 1 for word in found) else "common"


def root(word: str) -> str:
    """What a folded Indonesian word begins with once its usual affixes are off: `pelaporan` and `laporan` are `lapor`.

    Light on purpose: it never leaves fewer than four letters and takes one prefix. PostgreSQL stems by itself.
    """
    return _PREFIX.sub("", _SUFFIX.sub("", _PARTICLE.sub("", word)))


def meets(token: str, word: str) -> bool:
    """Whether a folded word of a text is what a word of the search looks for."""
    if token == word:
        return True
    if len(word) < LEAST_PREFIX or word.isdigit():
        return False
    return token.startswith((word, root(word))) or root(token) == root(word)
