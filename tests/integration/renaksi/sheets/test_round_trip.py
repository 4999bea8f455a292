"""A sheet goes out, is filled, comes back with its diff, and becomes drafts."""

from datetime import date

import pytest

from renaksi.models import ProgressUpdate
from tests.sheets import (
    DATASETS,
    REGULATION,
    VILLAGES,
    apply,
    came_back,
    changes,
    downloaded,
    fill,
    statuses,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def filled(world):
    book = downloaded(world)
    fill(
        book,
        DATASETS,
        reached="7,5",
        narrative="Tiga dataset terbit.\nDua lagi ditinjau.",
        challenge_funding="Ya",
    )
    fill(
        book, REGULATION, reached="50 — berjalan", narrative="Rancangan dibahas.", blocked_by=world.other.name
    )
    fill(book, REGULATION, blocked_since=date(2026, 10, 5), blocked_reason="Paraf bersama.")
    return book


def test_sheet_comes_back_with_its_diff(sheet_world):
    page = came_back(sheet_world, filled(sheet_world))
    assert changes(page) == {
        DATASETS: {
            "Realisasi atau tahap": ("", "7,5"),
            "Perkembangan": ("", "Tiga dataset terbit.\nDua lagi ditinjau."),
            "Kendala: Anggaran": ("", "Ya"),
        },
        REGULATION: {
            "Realisasi atau tahap": ("", "50 — berjalan"),
            "Perkembangan": ("", "Rancangan dibahas."),
            "Menunggu instansi": ("", "Badan Perencanaan Contoh"),
            "Menunggu sejak": ("", "5 Okt 2026"),
            "Apa yang ditunggu": ("", "Paraf bersama."),
        },
    }
    assert statuses(page) == {DATASETS: "ready", REGULATION: "ready", VILLAGES: "same"}
    assert not ProgressUpdate.objects.exists()


def test_chosen_rows_become_drafts(sheet_world):
    page = came_back(sheet_world, filled(sheet_world))
    response = apply(sheet_world, page, DATASETS, REGULATION)
    assert response.status_code == 302
    first, second = ProgressUpdate.objects.order_by("milestone__sort_order")
    assert (first.realised, first.challenges, first.state) == (7.5, ["funding"], "draft")
    assert first.narrative == "Tiga dataset terbit.\nDua lagi ditinjau."
    assert (second.step, second.blocked_by, second.blocked_since) == (
        50,
        sheet_world.other,
        date(2026, 10, 5),
    )
    after = sheet_world.client.get(response["Location"])
    assert [line.milestone for line in after.context["lines"]] == ["120 dataset terbit", "Peraturan disahkan"]
