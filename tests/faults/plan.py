"""Which process is killed where: every fail point that a story passes, then random times until it is enough."""

from random import Random

from foundation.faults import declared_fail_points
from tests.faults.edges import edges
from tests.faults.harness import Kill, Outcome, run
from tests.faults.places import Place
from tests.faults.stories import STORIES, Story

_RANDOM_OF_A_SHORT_RUN = 3
Plan = list[tuple[Story, Kill]]


class StoryFails(Exception):
    """Something is wrong before anything was killed."""


def make_plan(place: Place, random: Random, *, runs: int) -> Plan:
    """`runs` in all, half of them at fail points, each of these at least once.

    0: each of the `edges` once, in the quickest story that passes it, and three random times; what a story leaves that
    nobody harmed is then looked at only in long runs. Raises StoryFails, also for a fail point that no story passes.
    """
    unharmed = [_unharmed(place, story, comes_back=bool(runs)) for story in STORIES]
    passes = [
        (outcome.story, name, number)
        for outcome in unharmed
        for name, count in outcome.passed.items()
        for number in range(1, count + 1)
    ]
    forgotten = set(declared_fail_points()) - {name for _, name, _ in passes}
    if forgotten:
        raise StoryFails(f"No story passes {', '.join(sorted(forgotten))}.")
    if not runs:
        seconds = {outcome.story: outcome.seconds for outcome in unharmed}
        quickest = sorted(passes, key=lambda one: seconds[one[0]], reverse=True)
        once = {
            name: (story, Kill(f"{name}:{number}")) for story, name, number in quickest if name in edges()
        }
        return [*once.values(), *_at_random(unharmed, random, _RANDOM_OF_A_SHORT_RUN)]
    random.shuffle(passes)
    once = {name: (story, Kill(f"{name}:{number}")) for story, name, number in passes}
    chosen = [(story, Kill(f"{name}:{number}")) for story, name, number in passes[: runs // 2]]
    chosen += [one for one in once.values() if one not in chosen]
    return [*chosen, *_at_random(unharmed, random, runs - len(chosen))]


def _unharmed(place: Place, story: Story, *, comes_back: bool) -> Outcome:
    outcome = run(place, story, Kill(), comes_back=comes_back)
    if outcome.violations:
        raise StoryFails(f"{story.name} fails unharmed: {outcome.violations}")
    return outcome


def _at_random(unharmed: list[Outcome], random: Random, count: int) -> Plan:
    chosen = [random.choice(unharmed) for _ in range(count)]
    return [(outcome.story, Kill(after=random.uniform(0, 0.8 * outcome.seconds))) for outcome in chosen]
