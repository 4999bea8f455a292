import pytest

from home.domain.addresses import is_safe_address, leads_to


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("/kabar/", True),
        ("/komitmen/?late=1#results", True),
        ("https://contoh.go.id/berkas", True),
        ("http://contoh.go.id", True),
        ("mailto:kontak@contoh.go.id", True),
        ("", False),
        ("kabar", False),
        ("//jahat.test/", False),
        ("/\\jahat.test/", False),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,hai", False),
        ("vbscript:x", False),
        ("ftp://contoh.go.id/", False),
        ("https://", False),
        ("https://seknas@jahat.test/", False),
        ("https://[rusak/", False),
        ("mailto:tanpa-alamat", False),
    ],
)
def test_address_that_staff_may_type(address, is_safe):
    assert is_safe_address(address) == is_safe


@pytest.mark.parametrize(
    ("address", "path", "here"),
    [
        ("/kabar/", "/kabar/", True),
        ("/kabar/", "/kabar/berita/", True),
        ("/kabar", "/kabar/berita/", True),
        ("/kabar/?theme=x", "/kabar/", True),
        ("/kabar/", "/kabarnya/", False),
        ("/", "/", True),
        ("/", "/kabar/", False),
        ("https://contoh.go.id/kabar/", "/kabar/", False),
    ],
)
def test_menu_marks_what_one_stands_in(address, path, here):
    assert leads_to(address, path) == here
