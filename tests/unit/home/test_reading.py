import pytest

from home.domain.reading import comes_from_here, is_robot

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    ("agent", "robot"),
    [
        (FIREFOX, False),
        ("Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36", False),
        ("", True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 HeadlessChrome/131.0", True),
        ("curl/8.5.0", True),
        ("python-requests/2.32", True),
    ],
)
def test_robots_are_known_by_their_own_word(agent, robot):
    assert is_robot(agent) == robot


@pytest.mark.parametrize(
    ("headers", "here"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://renaksi.test"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "https://renaksi.test"}, True),
        ({"Origin": "https://lain.test"}, False),
        ({}, False),
    ],
)
def test_calls_come_from_a_page_of_this_site(headers, here):
    assert comes_from_here(headers, site="https://renaksi.test") == here
