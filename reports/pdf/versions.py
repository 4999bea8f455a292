"""The version of the library that sets text, which no package index knows."""


def pango_version() -> str:
    from weasyprint.text.ffi import pango

    # 15012 is 1.50.12.
    number = int(pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
