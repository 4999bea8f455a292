from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "foundation"
    label = "foundation"

    def ready(self) -> None:
        from foundation.audit.sealing import seal_left_behind
        from foundation.faults import refuse_unknown_wish
        from foundation.jobs.sweeps import register_sweep

        register_sweep("audit.seal", seal_left_behind)
        # Django calls the apps in the order of INSTALLED_APPS, where this one stands below all that declare.
        refuse_unknown_wish()
