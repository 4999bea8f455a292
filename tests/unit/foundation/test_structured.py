import json

from foundation.reach.structured import json_ld

HEAD, TAIL = '<script type="application/ld+json">', "</script>"


def read(html: str) -> dict:
    assert html.startswith(HEAD)
    assert html.endswith(TAIL)
    return json.loads(html.removeprefix(HEAD).removesuffix(TAIL))


def test_nothing_in_a_text_ends_the_element():
    text = "</script><script>alert(1)</script><!-- & \u2028"
    html = json_ld({"@type": "Article", "name": text})
    assert html.count("<") == 2
    assert read(html)["name"] == text


def test_what_is_empty_is_left_out_also_inside():
    data = {"@type": "Event", "name": "", "location": {"name": ""}, "offers": None, "startDate": "2017-03-22"}
    assert read(json_ld(data)) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "startDate": "2017-03-22",
    }
