from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "foundation"
    label = "foundation"

    def ready(self) -> None:
        from foundation.faults import refuse_unknown_wish

        # Django calls the apps in the order of INSTALLED_APPS, where this one stands below all that declare.
        refuse_unknown_wish()
