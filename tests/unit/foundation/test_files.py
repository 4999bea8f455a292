import stat
from pathlib import Path

import pytest

from foundation.files import flush_folder, make_private, remove, write_flushed


def test_a_written_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    write_flushed(path, b"isi")
    flush_folder(tmp_path)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"isi", 0o600)


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(b"lama")
    with pytest.raises(FileExistsError):
        write_flushed(path, b"baru")
    assert path.read_bytes() == b"lama"


def test_a_private_folder_and_what_was_missing_above_it_are_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    folder = tmp_path / "preview" / "a" / "b"
    make_private(folder)
    make_private(folder)
    modes = [
        stat.S_IMODE(one.stat().st_mode) for one in (folder, folder.parent, folder.parent.parent, tmp_path)
    ]
    assert modes == [0o700, 0o700, 0o700, 0o755]


def test_a_folder_is_removed_with_all_that_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "pratinjau"
    folder.mkdir()
    (folder / "page-1.webp").write_bytes(b"isi")
    remove(folder)
    assert not folder.exists()


def test_what_is_gone_already_is_fine(tmp_path: Path) -> None:
    remove(tmp_path / "tidak-ada")
    assert list(tmp_path.iterdir()) == []


def test_of_a_link_only_the_link_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "milik-orang"
    folder.mkdir()
    (folder / "berkas").write_bytes(b"isi")
    link = tmp_path / "tautan"
    link.symlink_to(folder)
    remove(link)
    assert [path.name for path in tmp_path.rglob("*")] == ["milik-orang", "berkas"]
