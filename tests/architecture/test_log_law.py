"""Whatever changes a state leaves an entry in the log, or stands here with the reason why not."""

from tests.architecture.actions import RECORD, Function, functions, public_writes, recording

WITHOUT_ENTRY = {
    "evidence.actions.openings.forget_old_openings": "a log of its own, kept for a time only",
    "evidence.actions.openings.log_opening": "a log of its own, kept for a time only",
    "evidence.actions.takedown.remove_files": "carries out what take_down, or the purge, has logged",
    "home.actions.reads.count_read": "a count of readers, who are nobody in particular",
    "institutions.actions.records.load_regions": "reference data that the program carries",
    "practices.actions.copies.confirm_report": "by who has no account: the record says when",
    "practices.actions.copies.count_copies": "a count of what its callers log",
    "practices.actions.copies.report_copy": "nobody's yet: logged once an editor shows it",
    "practices.actions.forgetting.forget_senders": "time does it; an entry would keep who is to be forgotten",
    "practices.actions.forgetting.forget_unconfirmed": "time does it; an entry would keep who is to be forgotten",
    "practices.actions.submissions.save_answers": "the writer's own draft, that nobody else sees",
    "practices.actions.submissions.start_submission": "the writer's own draft, that nobody else sees",
    "practices.actions.workflow.set_up_workflow": "reference data that the program carries",
    "practices.actions.workflow.start_or_resume": "the part of send_in that Wagtail keeps its own log of",
    "renaksi.actions.plans.renew_draft": "the draft's share of what its caller tells",
    "renaksi.actions.amendments.record_amendments": "a part of actions that log: says what changed and why",
    "renaksi.actions.corrections.replace_earlier": "a part of the verdict that it follows, which logs",
    "renaksi.actions.corrections.restore_earlier": "a part of giving up and withdrawing, which log",
    "renaksi.actions.review_locks.hold_lock": "who has a page open: runs out by itself, decides nothing",
    "renaksi.actions.review_locks.keep_lock": "who has a page open: runs out by itself, decides nothing",
    "renaksi.actions.review_locks.release_lock": "who has a page open: runs out by itself, decides nothing",
    "renaksi.actions.standings.bring_up_to_date": "figures anew of what is logged",
    "renaksi.actions.standings.refresh_standings": "figures anew of what is logged",
    "renaksi.actions.standings.sweep_standings": "figures anew of what is logged",
    "reports.actions.publishing.remove_withdrawn": "carries out what withdraw_report has logged",
}


def test_every_action_that_writes_leaves_an_entry() -> None:
    known = functions()
    assert public_writes(known) - recording(known) == set(WITHOUT_ENTRY)


def test_the_actions_are_found() -> None:
    known = functions()
    assert {"renaksi.actions.reviews.verify_update", "accounts.actions.people.grant_role"} <= public_writes(
        known
    )
    assert len(public_writes(known)) > 40


def test_an_entry_counts_through_what_is_called_and_what_is_put_off() -> None:
    known = {
        "a.act": Function(writes=True, refers_to={"a._step"}),
        "a._step": Function(refers_to={RECORD}),
        "a.forgot": Function(refers_to={"a._writes"}),
        "a._writes": Function(writes=True),
        "a.reads": Function(),
    }
    assert (public_writes(known), recording(known)) == ({"a.act", "a.forgot"}, {"a.act", "a._step"})
