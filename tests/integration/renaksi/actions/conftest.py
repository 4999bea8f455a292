from tests.reporting import line, verified

__all__ = ["line", "verified"]
