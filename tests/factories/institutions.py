import factory

from institutions.enums import InstitutionKind, RegionKind
from institutions.models import Institution, Region


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
