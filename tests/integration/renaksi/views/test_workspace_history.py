"""All that an institution ever reported, found again by filter or number, with the receipts of its files."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from renaksi.actions.reviews import withdraw_update
from renaksi.enums import UpdateState
from renaksi.models import ProgressUpdate
from tests.factories.renaksi import MilestoneFactory, PlanFactory, UpdateFactory
from tests.integration.renaksi.views.running import let_run
from tests.reporting import FULL_TEXT, draft, link, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def sent(line):
    return submitted(line)


@pytest.fixture
def reporter(client, line):
    client.force_login(line.reporter)
    return client


def history(client, **asked):
    return client.get(reverse("workspace:receipts"), asked)


def shown(response):
    return [line.receipt for line in response.context["lines"]]


def test_report_stands_with_its_receipt_and_those_of_its_files(reporter, line, sent):
    only = history(reporter).context["lines"][0]
    evidence = sent.items.get().evidence
    assert (only.receipt, only.code, only.version) == (sent.receipt, UpdateState.SUBMITTED, "")
    assert [(file.title, file.receipt) for file in only.files] == [("Bukti", evidence.receipt)]


def test_draft_that_was_never_sent_is_no_past_report(reporter, line):
    draft(line, content=FULL_TEXT)
    assert shown(history(reporter)) == []


def test_withdrawn_report_stays_in_sight(reporter, line, sent):
    withdraw_update(update=sent, reason="Salah tonggak.", by=line.admin, at=timezone.now())
    assert [one.code for one in history(reporter).context["lines"]] == [UpdateState.WITHDRAWN]


def test_both_versions_of_a_correction_are_there(reporter, line, sent):
    type(sent).objects.filter(pk=sent.pk).update(
        state=UpdateState.VERIFIED, is_current=False, superseded_at=timezone.now()
    )
    UpdateFactory(
        milestone=line.milestone,
        period=line.period,
        institution=line.institution,
        author=line.reporter,
        version=2,
        state=UpdateState.VERIFIED,
        submitted_by=line.reporter,
        submitted_at=timezone.now(),
        receipt="TT-260101-KOREKS",
        corrects=sent,
        correction_reason="Salah hitung.",
    )
    told = [(one.version, one.is_old) for one in history(reporter).context["lines"]]
    assert told == [("Koreksi, versi 2", False), ("Versi 1", True)]


@pytest.mark.parametrize("of", ["report", "file"])
def test_report_is_found_by_its_number_and_by_that_of_a_file(reporter, sent, of):
    number = sent.receipt if of == "report" else sent.items.get().evidence.receipt
    assert shown(history(reporter, receipt=f" {number.lower()} ")) == [sent.receipt]
    response = history(reporter, receipt="TT-000000-XXXXXX")
    assert shown(response) == []
    assert "Tidak ada laporan yang cocok" in response.content.decode()


def test_filters_take_what_is_offered_and_ignore_the_rest(reporter, line, sent):
    theirs = {"plan": line.plan.pk, "period": line.period.pk, "state": "submitted"}
    assert shown(history(reporter, **theirs)) == [sent.receipt]
    assert shown(history(reporter, state="verified")) == []
    response = history(reporter, plan=PlanFactory().pk, state="tidak-ada", institution=line.institution.pk)
    assert shown(response) == [sent.receipt]
    assert "institution" not in response.context["form"].fields


def test_outsider_finds_none_of_it(client, line, sent):
    client.force_login(line.outsider)
    assert shown(history(client, receipt=sent.receipt)) == []
    assert list(csv_rows(history(client, format="csv"))) == []


def csv_rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return csv.DictReader(io.StringIO(text))


def test_csv_holds_what_the_filters_show(reporter, line, sent):
    rows = list(csv_rows(history(reporter, format="csv", receipt=sent.receipt)))
    assert [(row["Tanda terima"], row["Periode"], row["Tanda terima bukti"]) for row in rows] == [
        (sent.receipt, str(line.period), sent.items.get().evidence.receipt)
    ]
    assert list(csv_rows(history(reporter, format="csv", state="verified"))) == []


@pytest.mark.parametrize("asked", [{}, {"format": "csv"}])
@pytest.mark.parametrize("count", [1, 3])
def test_history_takes_the_same_queries_for_any_number_of_rows(
    reporter, line, django_assert_num_queries, count, asked
):
    let_run(line)
    for number in range(count):
        milestone = MilestoneFactory(commitment=line.milestone.commitment, responsible=line.institution)
        update = UpdateFactory(
            milestone=milestone,
            period=line.period,
            institution=line.institution,
            state=UpdateState.SUBMITTED,
            submitted_by=line.reporter,
            submitted_at=timezone.now(),
        )
        link_of(line, update)
        ProgressUpdate.objects.filter(pk=update.pk).update(receipt=f"TT-260101-{number:06}")
    with django_assert_num_queries(14 if asked else 18):
        response = history(reporter, **asked)
        rows = list(csv_rows(response)) if asked else response.context["lines"]
    assert len(rows) == count


def link_of(line, update):
    update.state = UpdateState.DRAFT
    update.save()
    link(line, update, requirement=None)
    update.state = UpdateState.SUBMITTED
    update.save()
