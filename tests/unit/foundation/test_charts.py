import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString

from foundation.charts.bar_list import BarItem, BarList, bar_list
from foundation.charts.marks import Mark, mark_icon, mark_shape
from foundation.charts.palette import PAPER, Palette, Tone
from foundation.charts.progress_bar import Progress, progress_bar
from foundation.charts.sparkline import Sparkline, SparkPoint, sparkline
from foundation.charts.stacked_bar import Segment, StackedBar, stacked_bar
from foundation.charts.timeline import Timeline, TimelineItem, timeline

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 22)
EVIL = "</text><script>x</script>\"'&"
WORDS = {"label_header": "Status", "value_header": "Jumlah", "empty_text": "Belum ada data"}


def a_stacked_bar(*segments: Segment, title: str = "Status") -> StackedBar:
    return StackedBar(title, segments, **WORDS)


def a_bar_list(*items: BarItem, title: str = "Kemajuan") -> BarList:
    return BarList(title, items, 100, kind="percent", **WORDS)


def a_progress(percent: object, expected: object = None, *, title: str = "Terbukti") -> Progress:
    said = "belum ada bukti" if percent is None else f"{percent} %"
    return Progress(title, percent, said, "Terbukti", expected, f"diharapkan {expected} %", "Diharapkan")


def a_sparkline(*values: object, title: str = "Tren") -> Sparkline:
    points = [SparkPoint(f"B{number}", value, f"{value}") for number, value in enumerate(values)]
    return Sparkline(title, points, 100, **WORDS)


def an_item(day: date | None, label: str = "Peraturan", **fields: object) -> TimelineItem:
    when = str(day) if day else "tanpa tenggat"
    return TimelineItem(label, day, when, "Selesai", Tone.GOOD, Mark.FULL, **fields)


def a_timeline(*items: TimelineItem, title: str = "Tonggak") -> Timeline:
    return Timeline(title, items, "hari ini", "Tonggak", "Tenggat", "Status", "Belum ada tonggak")


def parsed(svg: SafeString) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def texts(svg: SafeString) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


def described(svg: SafeString) -> tuple[str | None, str | None, str | None]:
    root = parsed(svg)
    return root.get("role"), root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")


def widths(svg: SafeString, tone: Tone) -> list[str | None]:
    groups = [g for g in parsed(svg).iter(f"{SVG}g") if g.get("class") == f"tone-{tone}"]
    return [rect.get("width") for g in groups for rect in g.iter(f"{SVG}rect") if rect.get("fill") != "none"]


SELESAI = Segment("Selesai", 3, Tone.GOOD, Mark.FULL)
TERBATAS = Segment("Terbatas", 1, Tone.WARN, Mark.HALF)

DRAWN: list[Callable[[str], SafeString]] = [
    lambda words: stacked_bar(a_stacked_bar(Segment(words, 3, Tone.GOOD, Mark.FULL), TERBATAS, title=words)),
    lambda words: bar_list(a_bar_list(BarItem(words, 42, words), title=words)),
    lambda words: progress_bar(Progress(words, None, words, "Terbukti", 60, words, "Diharapkan")),
    lambda words: sparkline(a_sparkline(1, 2, title=words)),
    lambda words: timeline(a_timeline(an_item(TODAY, label=words), title=words), TODAY),
    lambda words: stacked_bar(StackedBar(words, [], "", "", empty_text=words)),
    lambda words: mark_icon(Mark.HALF, words),
]


@pytest.mark.parametrize("draw", DRAWN)
def test_texts_stay_texts(draw: Callable[[str], SafeString]) -> None:
    plain, evil = parsed(draw("x")), parsed(draw(EVIL))
    assert [element.tag for element in evil.iter()] == [element.tag for element in plain.iter()]
    assert evil.findtext(f"{SVG}title") == EVIL


@pytest.mark.parametrize("draw", DRAWN)
def test_no_style_no_id_no_script_no_address(draw: Callable[[str], SafeString]) -> None:
    names = {name for element in parsed(draw("x")).iter() for name in element.attrib}
    assert names & {"style", "id", "href", "onload"} == set()


@pytest.mark.parametrize("draw", DRAWN)
def test_every_picture_has_its_role_and_title(draw: Callable[[str], SafeString]) -> None:
    assert described(draw("Judul"))[:2] == ("img", "Judul")


@pytest.mark.parametrize("draw", DRAWN[:-1])
def test_places_in_a_drawing_do_not_follow_the_language(draw: Callable[[str], SafeString]) -> None:
    with translation.override("en"):
        english = [element.attrib for element in parsed(draw("x")).iter()]
    assert [element.attrib for element in parsed(draw("x")).iter()] == english


@pytest.mark.parametrize("draw", DRAWN[:-1])
def test_a_drawing_is_small(draw: Callable[[str], SafeString]) -> None:
    assert len(draw("x").encode()) < 1500


def test_stacked_bar_shares_and_says_its_counts() -> None:
    svg = stacked_bar(a_stacked_bar(SELESAI, TERBATAS))
    assert described(svg)[2] == "Selesai: 3; Terbatas: 1"
    assert texts(svg) == ["Selesai: 3", "Terbatas: 1"]
    assert widths(svg, Tone.GOOD) == ["74.5%"]


def test_stacked_bar_draws_no_segment_for_zero_but_says_it() -> None:
    svg = stacked_bar(a_stacked_bar(SELESAI, Segment("Tidak lapor", 0, Tone.IDLE, Mark.EMPTY)))
    assert texts(svg) == ["Selesai: 3", "Tidak lapor: 0"]
    assert svg.count('class="tone-idle"') == 1  # the mark of the legend


def test_stacked_bar_tells_segments_of_one_tone_apart_by_texture() -> None:
    segments = [Segment("x", 1, Tone.GOOD, mark) for mark in Mark]
    drawn = parsed(stacked_bar(a_stacked_bar(*segments)))
    bars = [g[0] for g in drawn.iter(f"{SVG}g") if g.get("class") == "tone-good"][: len(segments)]
    textures = {(bar.tag, bar.get("fill"), bar.get("stroke-dasharray")) for bar in bars}
    assert len(textures) == len(Mark)


def test_stacked_bar_groups_thousands_as_the_language_does() -> None:
    assert texts(stacked_bar(a_stacked_bar(Segment("Selesai", 1234, Tone.GOOD, Mark.FULL)))) == [
        "Selesai: 1.234"
    ]


def test_stacked_bar_gives_long_labels_a_line_of_their_own() -> None:
    long = Segment("Menunggu pihak lain dan lama", 1, Tone.WARN, Mark.HALF)
    heights = [
        parsed(stacked_bar(a_stacked_bar(SELESAI, second))).get("height") for second in (TERBATAS, long)
    ]
    assert heights == ["78", "98"]


@pytest.mark.parametrize(
    "svg",
    [
        lambda: stacked_bar(a_stacked_bar()),
        lambda: stacked_bar(a_stacked_bar(Segment("Selesai", 0, Tone.GOOD, Mark.FULL))),
        lambda: bar_list(a_bar_list()),
        lambda: sparkline(a_sparkline()),
        lambda: sparkline(a_sparkline(None, None)),
    ],
)
def test_nothing_to_show_is_said(svg: Callable[[], SafeString]) -> None:
    assert (texts(svg()), described(svg())[2]) == (["Belum ada data"], "Belum ada data")


def test_bar_list_draws_values_zero_and_unknown_differently() -> None:
    items = [BarItem("A", 42, "42 %"), BarItem("B", 0, "0 %"), BarItem("C", None, "belum ada bukti")]
    shapes = [parsed(bar_list(a_bar_list(item))).findall(f"{SVG}g/*") for item in items]
    assert [[(s.tag.removeprefix(SVG), s.get("stroke-dasharray")) for s in drawn] for drawn in shapes] == [
        [("line", None), ("rect", None)],
        [("line", None)],
        [("rect", "4 3")],
    ]


@pytest.mark.parametrize(("value", "width"), [(Fraction(1, 3), "0.33%"), (100, "100%"), (250, "100%")])
def test_bar_list_keeps_to_its_scale(value: object, width: str) -> None:
    assert widths(bar_list(a_bar_list(BarItem("A", value, "x", Tone.GOOD))), Tone.GOOD) == [width]


def test_bar_list_breaks_long_labels() -> None:
    label = "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"
    assert texts(bar_list(a_bar_list(BarItem(label, 42, "42 %")))) == [
        "Kementerian Pendayagunaan Aparatur",
        "Negara dan Reformasi Birokrasi",
        "42 %",
    ]


@pytest.mark.parametrize(
    ("percent", "expected", "said"),
    [
        (42, 60, "42 %; diharapkan 60 %"),
        (42, None, "42 %"),
        (None, 60, "belum ada bukti; diharapkan 60 %"),
        (0, 0, "0 %; diharapkan 0 %"),
    ],
)
def test_progress_bar_says_what_it_shows(percent: object, expected: object, said: str) -> None:
    assert described(progress_bar(a_progress(percent, expected)))[2] == said


def test_progress_bar_of_the_unknown_is_dashed_and_says_so() -> None:
    known, unknown = progress_bar(a_progress(0)), progress_bar(a_progress(None))
    assert (texts(known), known.count("dasharray")) == ([], 0)
    assert (texts(unknown), unknown.count("dasharray")) == (["belum ada bukti"], 1)


@pytest.mark.parametrize(("expected", "place"), [(0, "0%"), (Fraction(605, 10), "60.5%"), (100, "100%")])
def test_progress_bar_ticks_what_is_expected(expected: object, place: str) -> None:
    ticks = parsed(progress_bar(a_progress(42, expected))).findall(f"{SVG}line")
    assert [(tick.get("x1"), tick.get("x2")) for tick in ticks] == [(place, place)]


def test_progress_bar_without_expectation_has_no_tick() -> None:
    assert parsed(progress_bar(a_progress(42))).findall(f"{SVG}line") == []


def test_sparkline_has_a_gap_where_nothing_is_known() -> None:
    drawn = parsed(sparkline(a_sparkline(10, 20, None, 30, None, 40, 50)))
    lines = [(line.get("x1"), line.get("x2")) for line in drawn.findall(f"{SVG}g/{SVG}line")]
    marks = [svg.get("x") for svg in drawn.findall(f"{SVG}g/{SVG}svg")]
    assert lines == [("4%", "19.33%"), ("80.67%", "96%")]
    assert marks == ["50%", "96%"]  # the point without neighbours, the last one


def test_sparkline_of_one_point() -> None:
    assert described(sparkline(a_sparkline(10)))[2] == "B0: 10"


def test_timeline_shows_each_item_with_its_day_and_status() -> None:
    svg = timeline(a_timeline(an_item(date(2026, 3, 31)), an_item(None, "Uji coba")), TODAY)
    assert described(svg)[2] == "Peraturan: 2026-03-31, Selesai; Uji coba: tanpa tenggat, Selesai"
    assert texts(svg)[-4:] == ["Peraturan · Selesai", "2026-03-31", "Uji coba · Selesai", "tanpa tenggat"]


def test_timeline_draws_the_way_from_the_start() -> None:
    svg = timeline(a_timeline(an_item(date(2026, 12, 31), start=date(2026, 1, 1))), TODAY)
    ways = parsed(svg).findall(f"{SVG}g/{SVG}line")
    assert [(way.get("x1"), way.get("x2")) for way in ways] == [("3%", "97%")]


@pytest.mark.parametrize(
    ("day", "shown"), [(date(2026, 3, 31), True), (date(2027, 6, 30), True), (date(2017, 3, 31), False)]
)
def test_timeline_shows_today_if_it_is_near(day: date, shown: bool) -> None:
    assert ("hari ini" in texts(timeline(a_timeline(an_item(day)), TODAY))) is shown


def test_timeline_without_any_day_has_no_axis() -> None:
    assert texts(timeline(a_timeline(an_item(None)), TODAY)) == ["Peraturan · Selesai", "tanpa tenggat"]


def test_timeline_without_items() -> None:
    assert texts(timeline(a_timeline(), TODAY)) == ["Belum ada tonggak"]


@pytest.mark.parametrize(
    ("chart", "rows"),
    [
        (a_stacked_bar(SELESAI, TERBATAS), [["Selesai", 3], ["Terbatas", 1]]),
        (a_bar_list(BarItem("A", 42, "42 %"), BarItem("B", None, "-")), [["A", 42], ["B", None]]),
        (a_progress(42, 60), [[42, 60]]),
        (a_progress(None), [[None]]),
        (a_sparkline(1, None), [["B0", 1], ["B1", None]]),
        (a_timeline(an_item(None)), [["Peraturan", "tanpa tenggat", "Selesai"]]),
    ],
)
def test_every_chart_has_a_twin_table(chart: StackedBar, rows: list[list[object]]) -> None:
    table = chart.table()
    assert table.title == chart.title
    assert [[row[column.key] for column in table.columns] for row in table.rows] == rows


def test_paper_brings_its_type_and_colours() -> None:
    palette = Palette({**PAPER.colours, Tone.GOOD: "#000001"}, "Source Sans 3")
    drawn = parsed(stacked_bar(a_stacked_bar(SELESAI), palette=palette))
    colours = {g.get("color") for g in drawn.iter(f"{SVG}g") if g.get("class")}
    assert (drawn.get("font-family"), colours) == ("Source Sans 3", {"#000001"})


def test_marks_differ_in_shape() -> None:
    assert len({mark_shape(mark) for mark in Mark}) == len(Mark)


def test_a_mark_beside_its_word_is_hidden_from_readers() -> None:
    icon = parsed(mark_icon(Mark.FULL))
    assert (icon.get("aria-hidden"), icon.get("role"), icon.find(f"{SVG}title")) == ("true", None, None)


@pytest.mark.parametrize(
    ("tag", "chart", "drawn"),
    [
        ("stacked_bar chart", a_stacked_bar(SELESAI), stacked_bar),
        ("bar_list chart", a_bar_list(BarItem("A", 1, "1 %")), bar_list),
        ("progress_bar chart", a_progress(42, 60), progress_bar),
        ("sparkline chart", a_sparkline(1, 2), sparkline),
        ("timeline chart today", a_timeline(an_item(TODAY)), lambda chart: timeline(chart, TODAY)),
        ('mark "half" "sebagian"', None, lambda _: mark_icon(Mark.HALF, "sebagian")),
    ],
)
def test_tags_draw_what_the_functions_draw(tag: str, chart: object, drawn: Callable[..., SafeString]) -> None:
    template = Template(f"{{% load charts %}}{{% {tag} %}}")
    assert template.render(Context({"chart": chart, "today": TODAY})) == drawn(chart)
