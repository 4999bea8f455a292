import pytest

from institutions.viewsets.choosers import INSTITUTION_CHOOSER, REGION_CHOOSER


@pytest.mark.parametrize("chooser", [INSTITUTION_CHOOSER, REGION_CHOOSER])
@pytest.mark.parametrize("value", ["tidak ada", "²", "9" * 5000])
def test_what_is_no_id_is_nothing_chosen(chooser, value: str):
    assert chooser.widget_class().get_instance(value) is None
