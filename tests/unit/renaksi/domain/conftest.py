"""Rules are fast, machines are not: examples are bounded by number, not by time."""

from hypothesis import settings

settings.register_profile("rules", deadline=None, max_examples=80)
settings.load_profile("rules")
