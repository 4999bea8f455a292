"""What keeps a step from being taken; guards return all problems at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` finds the sentence, `field` the place in the form (`None`: the form as a whole).

    `item_id` names the evidence item that it is about, `about` says it in the words of its sentence.
    """

    code: str
    field: str | None = None
    item_id: int | None = None
    about: str = ""


def blank(text: str) -> bool:
    return not text.strip()
