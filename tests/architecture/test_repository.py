"""Nothing in the repository belongs to one machine: no path of it, and no host that packages come from."""

import re

from tests.architecture.sources import ROOT, files_in_git

# Built from pieces, so that this file does not find itself.
INDEX_HOSTS = re.compile(
    "|".join(
        re.escape(host)
        for host in (
            "pypi" + ".org",
            "pythonhosted" + ".org",
            "npmjs" + ".org",
            "npmjs" + ".com",
            "yarnpkg" + ".com",
        )
    )
    + r"|--(?:extra-)?index-url[ =]\S*://|--find-links[ =]\S"
)
MACHINE_PATHS = re.compile(r"(?<![\w/.:-])/(?:home|root|Users|tmp|work|opt|workspace|farm)/[\w.]")


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in files_in_git():
        try:
            lines = path.read_text().splitlines()
        except UnicodeDecodeError:
            continue  # pictures, fonts and workbooks
        name = path.relative_to(ROOT)
        found += [f"{name}:{number}" for number, line in enumerate(lines, 1) if pattern.search(line)]
    return found


def test_no_file_names_a_package_index() -> None:
    assert lines_matching(INDEX_HOSTS) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_matching(MACHINE_PATHS) == []


def test_the_guards_see_what_they_look_for() -> None:
    assert INDEX_HOSTS.search("https://files." + "pythonhosted" + ".org/packages/x.whl")
    assert MACHINE_PATHS.search('open("' + "/home" + '/someone/data.csv")')
    assert not MACHINE_PATHS.search("https://renaksi.example/home/page")
