"""Says on a terminal how far a long command is, from the second second on."""

import time

from django.core.management.base import OutputWrapper

_QUIET_SECONDS = 2


class Patience:
    """Nothing is written to a file or pipe. `sentence` holds `%(done)s`."""

    def __init__(self, terminal: OutputWrapper, sentence: str) -> None:
        self._terminal, self._sentence = terminal, sentence
        self._started = time.monotonic()
        self._spoke = False

    def tell(self, done: int) -> None:
        if self._terminal.isatty() and time.monotonic() - self._started > _QUIET_SECONDS:
            self._spoke = True
            self._terminal.write(self._sentence % {"done": done}, ending="\r")

    def end(self) -> None:
        if self._spoke:
            self._terminal.write("")
