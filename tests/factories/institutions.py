from datetime import UTC, date, datetime

import factory

from institutions.enums import InstitutionKind, RegionKind
from institutions.models import Institution, ProvinceMap, Region


class ProvinceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"P{n}")
    name = factory.Sequence(lambda n: f"Provinsi Uji {n}")
    kind = RegionKind.PROVINCE


class CityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"K{n}")
    name = factory.Sequence(lambda n: f"Kota Uji {n}")
    kind = RegionKind.CITY
    province = factory.SubFactory(ProvinceFactory)


class InstitutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Institution

    name = factory.Sequence(lambda n: f"Instansi Uji {n}")
    slug = factory.Sequence(lambda n: f"instansi-uji-{n}")
    kind = InstitutionKind.MINISTRY


class ProvinceMapFactory(factory.django.DjangoModelFactory):
    """One square for Aceh."""

    class Meta:
        model = ProvinceMap

    file_name = "provinsi.geojson"
    digest = "0" * 64
    credit = "Badan Uji"
    licence = "Izin uji"
    dated_on = date(2026, 1, 31)
    width = 100
    height = 50
    paths = {"11": "M0 0h10v10h-10z"}
    uploaded_at = datetime(2026, 2, 1, tzinfo=UTC)
