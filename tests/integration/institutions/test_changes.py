"""Names change, institutions merge and split: nothing that was reported moves, everything open does."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Membership, User
from evidence.models import Evidence
from foundation.audit.models import AuditEntry
from institutions.actions import (
    merge_by_decree,
    merge_institutions,
    rename_institution,
    split_institution,
)
from institutions.models import Institution, InstitutionChange
from institutions.queries import InstitutionIndex, name_on, predecessors_of
from institutions.succession import open_things
from renaksi.actions.plans import publish_commitment
from renaksi.actions.reviews import return_update, start_review, verify_update
from renaksi.enums import PartnerRole, PlanState, ReturnReason, UpdateState
from renaksi.models import Amendment, EvidenceItem, PeriodExtension, ProgressUpdate, Review
from renaksi.permissions import may_write, updates_readable_by
from renaksi.queries.workspace.history import past_reports
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PartnershipFactory, PlanFactory
from tests.reporting import IN_WINDOW, REVIEWED, draft, judge, submitted
from tests.reporting import line as reporting_line

__all__ = ["reporting_line"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]

AT = datetime(2026, 10, 6, 3, tzinfo=UTC)
DECREE = {"on": date(2026, 10, 1), "reason": "Perpres contoh 1/2026", "at": AT}


def curator(person):
    """With the right that the group of editors and admins gives."""
    person.user_permissions.add(Permission.objects.get(codename="change_institution"))
    return person


@pytest.fixture
def admin():
    return curator(actors.secretariat_admin())


@pytest.fixture
def line(reporting_line):
    curator(reporting_line.admin)
    return reporting_line


def rename(institution, name, by, **changed):
    given = {"new_name": name, "short_name": "", **DECREE, **changed}
    return rename_institution(institution=institution, by=by, **given)


def again(person):
    """As the next request knows them."""
    return User.objects.get(pk=person.pk)


def facts():
    """What no change of an institution may touch, row by row."""
    settled = ProgressUpdate.objects.exclude(state__in=[UpdateState.DRAFT, UpdateState.RETURNED])
    return {
        "updates": ProgressUpdate.objects.count(),
        "settled": list(settled.order_by("pk").values_list("pk", "institution", "state", "receipt")),
        "reviews": list(Review.objects.order_by("pk").values_list("pk", "update", "verdict", "by")),
        "items": list(EvidenceItem.objects.order_by("pk").values_list("pk", "update", "evidence", "verdict")),
        "evidence": list(Evidence.objects.order_by("pk").values_list("pk", "institution", "state")),
    }


# --- A new name -------------------------------------------------------------------------------


def test_a_renamed_institution_keeps_its_address_and_is_found_by_its_old_name(admin):
    institution = InstitutionFactory(name="Kementerian Lama", short_name="Kemenlama", name_en="Old Ministry")
    address = institution.get_absolute_url()
    rename(institution, "  Kementerian  Baru ", admin, short_name="Kembaru")
    institution.refresh_from_db()
    assert (institution.name, institution.short_name, institution.name_en) == (
        "Kementerian Baru",
        "Kembaru",
        "",
    )
    assert institution.get_absolute_url() == address
    ended = date(2026, 9, 30)
    assert set(institution.aliases.values_list("name", "valid_until")) == {
        ("Kementerian Lama", ended),
        ("Kemenlama", ended),
        ("Old Ministry", ended),
    }
    index = InstitutionIndex()
    found = {index.find(name, None, "IDN") for name in ("Kementerian Lama", "kemenlama", "Kementerian Baru")}
    assert found == {institution}


def test_a_name_is_the_one_of_its_day(admin):
    institution = InstitutionFactory(name="Satu")
    rename(institution, "Dua", admin, on=date(2024, 10, 21))
    rename(institution, "Tiga", admin, on=date(2025, 6, 1))
    institution.refresh_from_db()
    days = (date(2024, 10, 20), date(2024, 10, 21), date(2025, 6, 1))
    assert [name_on(institution, day) for day in days] == ["Satu", "Dua", "Tiga"]


def test_a_name_that_ended_may_be_borne_by_another(admin):
    first = InstitutionFactory(name="Satu")
    rename(first, "Dua", admin)
    second = InstitutionFactory(name="Tiga")
    rename(second, "Satu", admin)
    assert InstitutionIndex().find("Satu", None, "IDN") == second


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": date(2026, 10, 7)}, "Tanggal berlaku ada di masa depan"),
        ({"reason": " "}, "Dasar perubahan belum ditulis"),
        ({"new_name": "—"}, "Nama perlu paling sedikit satu huruf atau angka"),
        ({"new_name": "Satu"}, "Nama baru sama dengan nama sekarang"),
        ({"new_name": "dinas LAIN"}, "sudah dipakai Dinas Lain"),
        ({"short_name": "DL"}, "sudah dipakai Dinas Lain"),
        ({"on": date(2020, 1, 1)}, "sudah berubah pada 1 Jan 2021"),
    ],
)
def test_a_new_name_is_refused_in_words(admin, changed, sentence):
    institution = InstitutionFactory(name="Nol")
    rename(institution, "Satu", admin, on=date(2021, 1, 1))
    InstitutionFactory(name="Dinas Lain", short_name="DL")
    with pytest.raises(ValidationError, match=sentence):
        rename(institution, changed.pop("new_name", "Dua"), admin, **changed)
    institution.refresh_from_db()
    assert institution.name == "Satu"


def test_editors_rename_and_end_nothing():
    editor = curator(actors.editor())
    institution, other = InstitutionFactory(), InstitutionFactory()
    rename(institution, "Nama Baru", editor)
    with pytest.raises(PermissionDenied):
        merge_by_decree(sources=[institution], into=other, by=editor, **DECREE)
    with pytest.raises(PermissionDenied):
        split_institution(source=institution, into=[other], shares={}, by=editor, **DECREE)


def test_a_focal_point_changes_no_institution():
    institution = InstitutionFactory()
    with pytest.raises(PermissionDenied):
        rename(institution, "Baru", actors.focal_point(institution))


# --- A merger ---------------------------------------------------------------------------------


@pytest.fixture
def merged(line):
    """A verified report of the old one, a draft of the next period; then it goes on in the new one."""
    update = submitted(line)
    judge(line, update)
    verify_update(update=update, verified_step=75, by=line.verifier, at=REVIEWED)
    line.update = update
    line.heir = InstitutionFactory(name="Badan Penerus")
    line.heirs_person = actors.focal_point(line.heir)
    return line


def merge(line, **changed):
    given = {
        "sources": [line.institution],
        "into": getattr(line, "heir", None),
        **DECREE,
        "by": line.admin,
        **changed,
    }
    return merge_by_decree(**given)


def test_what_was_reported_stays_and_what_is_open_moves(merged):
    line = merged
    other = MilestoneFactory(commitment=line.milestone.commitment, responsible=line.institution)
    part = PartnershipFactory(commitment=line.milestone.commitment, institution=line.institution)
    line.milestone = other
    opened = draft(line)
    before = facts()
    merge(line)
    assert facts() == before
    for row in (opened, other, part, line.update):
        row.refresh_from_db()
    assert (opened.institution, other.responsible, part.institution) == (line.heir, line.heir, line.heir)
    assert line.update.institution == line.institution
    assert may_write(again(line.reporter), opened)


def test_people_go_on_with_the_rights_that_they_had(merged):
    line = merged
    both = actors.focal_point(line.institution)
    Membership.objects.create(user=both, role=Role.FOCAL_POINT, institution=line.heir)
    approver = actors.approver(line.institution)
    merge(line)
    held = {
        person.pk: list(person.memberships.values_list("role", "institution"))
        for person in (line.reporter, both, approver)
    }
    assert held == {
        line.reporter.pk: [(Role.FOCAL_POINT, line.heir.pk)],
        both.pk: [(Role.FOCAL_POINT, line.heir.pk)],
        approver.pk: [(Role.APPROVER, line.heir.pk)],
    }


def test_successors_read_what_was_reported_before_and_the_outsider_still_does_not(merged):
    line = merged
    assert list(updates_readable_by(line.heirs_person)) == []
    merge(line)
    for person in (line.reporter, line.heirs_person):
        fresh = again(person)
        assert list(updates_readable_by(fresh)) == [line.update]
        assert list(past_reports(fresh, {})) == [line.update]
        assert not may_write(fresh, line.update)
    assert list(updates_readable_by(line.outsider)) == []
    assert list(past_reports(line.outsider, {})) == []


def test_who_went_on_later_reads_it_through_every_change(merged):
    line = merged
    merge(line)
    last = InstitutionFactory()
    person = actors.focal_point(last)
    merge_by_decree(sources=[line.heir], into=last, by=line.admin, **DECREE)
    assert predecessors_of([last.pk]) == {line.heir.pk, line.institution.pk}
    assert list(updates_readable_by(person)) == [line.update]


def test_a_report_that_comes_back_after_the_merger_goes_to_who_goes_on(line):
    update = submitted(line)
    line.heir = InstitutionFactory()
    merge(line)
    update.refresh_from_db()
    assert (update.institution, update.state) == (line.institution, UpdateState.SUBMITTED)
    start_review(update=update, by=line.verifier, at=REVIEWED)
    judge(line, update, "refused", reason_code=ReturnReason.UNREADABLE, note="Tidak terbaca")
    return_update(update=update, reason_code=None, note="", by=line.verifier, at=REVIEWED)
    update.refresh_from_db()
    assert update.institution == line.heir
    assert may_write(again(line.reporter), update)


def test_complete_and_withdrawn_steps_and_closed_plans_stay_with_the_old_one(line):
    line.heir = InstitutionFactory()
    commitment = line.milestone.commitment
    PartnershipFactory(commitment=commitment, institution=line.institution)
    withdrawn = MilestoneFactory(
        commitment=commitment, responsible=None, withdrawn_on=date(2026, 1, 1), withdrawn_reason="Digabung"
    )
    closed = CommitmentFactory(plan=PlanFactory(state=PlanState.CLOSED))
    old_part = PartnershipFactory(commitment=closed, institution=line.institution)
    old_step = MilestoneFactory(commitment=closed, responsible=None)
    merge(line)
    for row in (withdrawn, old_part):
        row.refresh_from_db()
    assert (withdrawn.owner, old_part.institution, old_step.owner) == (line.institution,) * 3


def test_the_original_stays_visible_with_the_reason(line):
    line.heir = InstitutionFactory(name="Badan Penerus")
    commitment = line.milestone.commitment
    PartnershipFactory(commitment=commitment, institution=line.institution)
    merge(line)
    changed = Amendment.objects.order_by("field").values_list("field", "old", "new", "reason")
    lead = PartnerRole.LEAD.label
    name = line.institution.name
    assert list(changed) == [
        ("institutions", f"{name} ({lead})", f"Badan Penerus ({lead})", "Perpres contoh 1/2026"),
        ("responsible", name, "Badan Penerus", "Perpres contoh 1/2026"),
    ]


def test_a_draft_that_an_editor_has_open_does_not_bring_the_old_one_back(line):
    line.heir = InstitutionFactory()
    commitment = line.milestone.commitment
    PartnershipFactory(commitment=commitment, institution=line.institution)
    both = PartnershipFactory(commitment=commitment, institution=line.heir)
    commitment.save_revision(user=line.admin)
    merge(line)
    commitment.refresh_from_db()
    drafted = commitment.get_latest_revision_as_object()
    assert [one.institution_id for one in drafted.partnerships.all()] == [line.heir.pk]
    publish_commitment(commitment=commitment, by=line.admin, reason="Terbit")
    assert list(commitment.partnerships.values_list("pk", "institution")) == [(both.pk, line.heir.pk)]


def test_more_time_goes_on_with_who_goes_on(line):
    given = {"period": line.period, "by": line.admin, "reason": "Banjir"}
    later, sooner = date(2026, 10, 20), date(2026, 10, 12)
    line.heir = InstitutionFactory()
    PeriodExtension.objects.create(institution=line.institution, closes_on=later, **given)
    PeriodExtension.objects.create(institution=line.heir, closes_on=sooner, **given)
    merge(line)
    ends = PeriodExtension.objects.values_list("institution", "closes_on")
    assert set(ends) == {(line.institution.pk, later), (line.heir.pk, later)}


def test_a_merger_may_make_the_new_one_and_tells_the_log_of_each(line):
    second = InstitutionFactory()
    merge(line, sources=[line.institution, second], into=Institution(name="Badan  Baru"))
    made = Institution.objects.get(name="Badan Baru")
    assert made.slug == "badan-baru"
    changes = InstitutionChange.objects.values_list("kind", "source", "target", "new_name")
    assert set(changes) == {
        ("merged", line.institution.pk, made.pk, "Badan Baru"),
        ("merged", second.pk, made.pk, "Badan Baru"),
    }
    logged = AuditEntry.objects.filter(action="institution.ended_in_merger").order_by("pk")
    assert [entry.target_id for entry in logged] == [str(line.institution.pk), str(second.pk)]
    assert logged[0].data["moved"]["memberships"] == 1


def test_an_impossible_merger_is_refused(line):
    line.heir = InstitutionFactory()
    sample = InstitutionFactory(is_sample=True)
    ended = InstitutionFactory()
    merge(line, sources=[ended])
    for changed in (
        {"sources": []},
        {"into": line.institution},
        {"into": sample},
        {"sources": [ended]},
        {"into": ended},
        {"on": date(2026, 12, 1)},
        {"reason": ""},
        {"into": Institution(name=line.heir.name)},
    ):
        with pytest.raises(ValidationError):
            merge(line, **changed)
    assert InstitutionChange.objects.count() == 1


# --- A split ----------------------------------------------------------------------------------


def split(line, shares, heirs, **changed):
    given = {"source": line.institution, "into": heirs, "shares": shares, **DECREE, "by": line.admin}
    split_institution(**{**given, **changed})


def keys(institution):
    return {thing.key for thing in open_things(institution, date(2026, 10, 6)) if not thing.follows}


def test_a_split_gives_each_open_thing_to_whom_it_was_given(line):
    first, second = InstitutionFactory(), InstitutionFactory()
    part = PartnershipFactory(commitment=line.milestone.commitment, institution=line.institution)
    other = MilestoneFactory(commitment=line.milestone.commitment, responsible=None)
    opened = draft(line)
    before = facts()
    people = line.reporter.memberships.get()
    shares = {
        f"partnership:{part.pk}": first,
        f"milestone:{other.pk}": first,
        f"milestone:{line.milestone.pk}": second,
        f"membership:{people.pk}": second,
    }
    assert keys(line.institution) == set(shares)
    split(line, shares, [first, second])
    assert facts() == before
    for row in (part, other, line.milestone, people, opened):
        row.refresh_from_db()
    assert (part.institution, other.owner, other.responsible) == (first, first, None)
    assert (line.milestone.responsible, people.institution, opened.institution) == (second,) * 3
    assert keys(line.institution) == set()


def test_a_split_needs_a_taker_for_everything_and_two_heirs(line):
    first, second = InstitutionFactory(), InstitutionFactory()
    everything = dict.fromkeys(keys(line.institution), first)
    with pytest.raises(ValidationError, match="Pilih penerus untuk setiap tonggak, peran, dan akun"):
        split(line, {}, [first, second])
    with pytest.raises(ValidationError, match="yang belum"):
        split(line, dict.fromkeys(everything, InstitutionFactory()), [first, second])
    for heirs in ([first], [first, first], [first, line.institution]):
        with pytest.raises(ValidationError, match="paling sedikit dua"):
            split(line, everything, heirs)
    split(line, everything, [first, second])
    assert Institution.objects.standing().filter(pk=line.institution.pk).exists() is False


# --- What holds for all of them ---------------------------------------------------------------


def test_nothing_reported_is_lost_through_a_whole_history(merged):
    line = merged
    before = facts()
    rename(line.institution, "Nama Kedua", line.admin)
    assert facts() == before
    merge(line)
    assert facts() == before
    line.institution = line.heir
    first, second = InstitutionFactory(), InstitutionFactory()
    split(line, dict.fromkeys(keys(line.heir), second), [first, second])
    assert facts() == before
    reader = actors.focal_point(first)
    assert list(updates_readable_by(reader)) == [line.update]


def test_a_duplicate_record_is_still_merged_with_everything(admin):
    keep, drop = InstitutionFactory(), InstitutionFactory(name="Satu")
    rename(drop, "Dua", admin)
    merge_institutions(keep=keep, drop=drop, by=admin, reason="Catatan ganda")
    assert InstitutionChange.objects.get().source == keep


def test_what_would_move_is_told_in_the_same_number_of_queries(line, django_assert_num_queries):
    with CaptureQueriesContext(connection) as one:
        list(open_things(line.institution, IN_WINDOW.date()))
    for _turn in range(2):
        MilestoneFactory(commitment=CommitmentFactory(plan=line.plan), responsible=line.institution)
        PartnershipFactory(commitment=CommitmentFactory(plan=line.plan), institution=line.institution)
        actors.focal_point(line.institution)
    with django_assert_num_queries(len(one)):
        assert len(list(open_things(line.institution, IN_WINDOW.date()))) == 9 - 1
