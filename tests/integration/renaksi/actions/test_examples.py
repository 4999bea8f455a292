"""The example of a requirement: through the one way in, public only when it is clean and was looked through."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from evidence.actions.checking import check_received_file
from evidence.actions.previewing import draw_preview
from evidence.actions.publishing import clear_hints
from evidence.actions.takedown import take_down
from evidence.enums import EvidenceState, TakedownReason, Visibility
from evidence.models import Evidence
from evidence.permissions import may_inspect, may_judge, may_open, may_take_down
from renaksi.actions.examples import let_go_of_example, remove_example, set_example
from renaksi.actions.refusals import Refused
from renaksi.models import EvidenceRequirement
from renaksi.queries.examples import examples_of, requirement_lines
from tests import actors
from tests.factories.evidence import FileFactory, pdf_upload, upload
from tests.factories.renaksi import ItemFactory, MilestoneFactory, RequirementFactory, UpdateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def put(line, file=None):
    file = file or pdf_upload("contoh.pdf")
    return set_example(requirement=line.requirement, file=file, by=line.admin, at=timezone.now())


def checked(evidence):
    check_received_file(pk=evidence.pk, now=timezone.now())
    draw_preview(pk=evidence.pk, now=timezone.now())
    evidence.refresh_from_db()
    return evidence


def shown(line):
    requirement = EvidenceRequirement.objects.select_related("example").get(pk=line.requirement.pk)
    return examples_of([requirement]).get(requirement.pk)


def test_example_is_public_once_it_is_clean_and_not_before(line, client):
    evidence = put(line)
    assert (shown(line).url, shown(line).note) == (
        "",
        "Berkas contoh belum tersedia: sedang diperiksa otomatis.",
    )
    assert client.get(evidence.get_absolute_url()).status_code == 404
    checked(evidence)
    assert (shown(line).url, shown(line).note) == (evidence.get_absolute_url(), "")
    answer = client.get(evidence.get_absolute_url())
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    answer.close()


def test_example_with_personal_data_waits_for_somebody_else_to_look(line):
    evidence = checked(put(line, upload(b"Telepon 0812-3456-7890, NIK 3201010101900001", "contoh.txt")))
    assert (evidence.state, shown(line).url) == (EvidenceState.CLEAN, "")
    assert "data pribadi" in shown(line).note
    assert not may_judge(line.admin, evidence)
    assert not may_judge(line.verifier, evidence)
    clear_hints(evidence=evidence, by=actors.secretariat_admin(), at=timezone.now())
    assert shown(line).url == evidence.get_absolute_url()


def test_newer_example_takes_the_place_of_the_older_one(line):
    old, new = checked(put(line)), checked(put(line, pdf_upload("baru.pdf")))
    old.refresh_from_db()
    assert (old.state, old.visibility) == (EvidenceState.CLEAN, Visibility.INTERNAL)
    assert shown(line).url == new.get_absolute_url()


def test_removed_example_is_shown_to_nobody(line):
    evidence = checked(put(line))
    remove_example(requirement=line.requirement, by=line.admin)
    evidence.refresh_from_db()
    assert (evidence.state, shown(line)) == (EvidenceState.CLEAN, None)


def test_example_that_was_taken_down_says_so(line):
    evidence = checked(put(line))
    assert may_take_down(line.verifier, evidence)
    assert not may_take_down(line.reporter, evidence)
    given = {"reason": TakedownReason.PERSONAL_DATA, "at": timezone.now()}
    take_down(evidence=evidence, by=line.verifier, **given)
    assert shown(line).url == ""
    assert shown(line).note.startswith("Berkas contoh diturunkan. ")


def test_only_who_publishes_plans_sets_an_example_and_sees_it_before_the_public(line):
    for person in (actors.editor(), line.verifier, line.reporter):
        with pytest.raises(PermissionDenied):
            set_example(requirement=line.requirement, file=pdf_upload(), by=person, at=timezone.now())
        with pytest.raises(PermissionDenied):
            remove_example(requirement=line.requirement, by=person)
    evidence = put(line)
    others = (actors.editor(), line.verifier, line.reporter, line.outsider)
    assert [may_inspect(person, evidence) for person in (line.admin, *others)] == [True, *[False] * 4]
    evidence = checked(evidence)
    assert may_open(line.outsider, evidence)


def test_requirement_that_nobody_reports_on_keeps_no_file(line):
    line.milestone.responsible = None
    line.milestone.save()
    with pytest.raises(Refused) as refusal:
        put(line)
    assert (refusal.value.codes, Evidence.objects.count()) == (("example_without_owner",), 0)


def test_file_that_never_arrived_is_no_example(line):
    evidence = FileFactory(state=EvidenceState.RECEIVING, institution=line.institution)
    EvidenceRequirement.objects.filter(pk=line.requirement.pk).update(example=evidence)
    let_go_of_example(evidence, None)
    line.requirement.refresh_from_db()
    assert line.requirement.example is None


def accepted(line, **facts):
    fields = {"state": EvidenceState.PUBLISHED, "institution": line.institution, **facts}
    update = UpdateFactory(milestone=line.milestone, period=line.period, institution=line.institution)
    item = ItemFactory(
        update=update,
        requirement=line.requirement,
        evidence=FileFactory(**fields),
        verdict="accepted",
        judged_by=line.verifier,
        judged_at=timezone.now(),
    )
    return update, item.evidence


def test_without_example_the_newest_accepted_public_proof_of_another_report_stands_in(line):
    update, evidence = accepted(line)
    assert (shown(line).is_accepted, shown(line).url) == (True, evidence.get_absolute_url())
    assert examples_of([line.requirement], without=update) == {}


@pytest.mark.parametrize(
    "facts", [{"state": EvidenceState.CLEAN}, {"visibility": "internal", "state": "clean"}]
)
def test_proof_that_is_not_public_is_no_example(line, facts):
    accepted(line, **facts)
    assert shown(line) is None


@pytest.mark.parametrize("count", [1, 3])
def test_requirements_take_two_queries_for_any_number_of_rows(line, django_assert_num_queries, count):
    milestones = [MilestoneFactory() for _ in range(count)]
    for milestone in milestones:
        RequirementFactory(milestone=milestone, example=FileFactory(state=EvidenceState.PUBLISHED))
    with django_assert_num_queries(2):
        found = requirement_lines(one.pk for one in milestones)
    assert [len(lines) for lines in found.values()] == [1] * count
