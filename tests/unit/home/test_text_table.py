import pytest

from home.domain.text_table import TextTable, read_table


@pytest.mark.parametrize(
    "text",
    ["Kota | Aduan\nMojokerto | 12", "Kota\tAduan\nMojokerto\t12", "| Kota | Aduan |\n\n| Mojokerto | 12 |"],
)
def test_table_typed_or_pasted(text):
    assert read_table(text) == TextTable(heads=("Kota", "Aduan"), rows=(("Mojokerto", "12"),))


@pytest.mark.parametrize(
    "text",
    ["", "Kota | Aduan", "Kota\nMojokerto", "Kota | Aduan\nMojokerto", "a|b|c|d|e|f|g\n1|2|3|4|5|6|7"],
)
def test_what_is_no_table(text):
    assert read_table(text) is None


def test_empty_cells_stay_where_they_are():
    assert read_table("Kota\tAduan\nMojokerto\t").rows == (("Mojokerto", ""),)
