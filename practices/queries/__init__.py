"""What the gallery's pages show."""

from practices.queries.lines import PracticeLine, practice_line, practice_lines, public_practices
from practices.queries.related import practices_of

__all__ = ["PracticeLine", "practice_line", "practice_lines", "practices_of", "public_practices"]
