from tests.sheets import sheet_world

__all__ = ["sheet_world"]
