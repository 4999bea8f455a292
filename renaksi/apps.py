from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RenaksiConfig(AppConfig):
    name = "renaksi"
    verbose_name = _("Rencana aksi")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from evidence.holders import Holder, register_holder
        from evidence.permissions import (
            register_judge_rule,
            register_reader_rule,
            register_takedown_rule,
        )
        from foundation.faults import declare_fail_points
        from foundation.jobs.sweeps import register_sweep
        from institutions.succession import Mover, register_mover
        from renaksi.actions.attachments import check_wanted, let_go
        from renaksi.actions.examples import check_example_wanted, let_go_of_example
        from renaksi.actions.succession import may_move_promises, move_open_things
        from renaksi.faults import FAIL_POINTS
        from renaksi.notifications.at_once import sweep_returns
        from renaksi.permissions import may_handle_example, may_open_evidence, may_take_down_evidence
        from renaksi.queries.guards import may_judge_evidence
        from renaksi.queries.succession import open_things_of

        register_reader_rule(may_open_evidence)
        register_reader_rule(may_handle_example)
        register_holder(Holder(check_wanted, let_go))
        register_holder(Holder(check_example_wanted, let_go_of_example))
        register_judge_rule(may_judge_evidence)
        register_judge_rule(may_handle_example)
        register_takedown_rule(may_take_down_evidence)
        register_mover(Mover(may_move_promises, open_things_of, move_open_things))
        declare_fail_points(FAIL_POINTS)
        self._offer_to_the_public()
        register_sweep("renaksi.mail_returns", sweep_returns)
        self._keep_standings()

    def _offer_to_the_public(self) -> None:
        from foundation.reach.citables import register_citable
        from foundation.search.index import keep
        from renaksi.findable import SOURCES
        from renaksi.queries.citables import (
            citable_commitment,
            citable_institution,
            citable_plan,
            citable_region,
        )

        register_citable("rencana", citable_plan)
        register_citable("komitmen", citable_commitment)
        register_citable("daerah", citable_region)
        register_citable("instansi", citable_institution)
        keep(*SOURCES)

    def _keep_standings(self) -> None:
        from foundation.jobs.sweeps import register_sweep
        from foundation.triggers import keep_triggers
        from renaksi.actions.standings import sweep_standings
        from renaksi.triggers import STANDING_TRIGGERS

        register_sweep("renaksi.standings", sweep_standings)
        keep_triggers(self, STANDING_TRIGGERS)
