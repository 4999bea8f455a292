from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "foundation"
    label = "foundation"

    def ready(self) -> None:
        from foundation.audit.sealing import seal_left_behind
        from foundation.faults import declare_fail_points, refuse_unknown_wish
        from foundation.jobs.sweeps import register_sweep
        from foundation.mail.faults import FAIL_POINTS
        from foundation.mail.sending import forget_sent, send_waiting
        from foundation.search.index import renew_missing
        from foundation.search.triggers import WORD_TRIGGERS
        from foundation.triggers import keep_triggers

        register_sweep("audit.seal", seal_left_behind)
        register_sweep("mail.forget", forget_sent)
        register_sweep("mail.send", send_waiting)
        register_sweep("search.renew", renew_missing)
        keep_triggers(self, WORD_TRIGGERS)
        declare_fail_points(FAIL_POINTS)
        # Django calls the apps in the order of INSTALLED_APPS, where this one stands below all that declare.
        refuse_unknown_wish()
