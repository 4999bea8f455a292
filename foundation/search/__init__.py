"""Finding things by words: records of one list (`records`), and everything at once (`queries`, over its own index)."""

from foundation.search.records import holding_every_word

__all__ = ["holding_every_word"]
