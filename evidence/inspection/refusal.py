"""How an inspection says no."""


class CheckFailed(Exception):
    """`code` finds the sentence in `evidence.messages`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
