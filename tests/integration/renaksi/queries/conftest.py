from tests.reporting import line

__all__ = ["line"]
