"""Files are written whole or not at all."""

import stat

import pytest

from patterns_data.files import WriteError, replacing, write_text


def test_text_is_written_with_its_folder(tmp_path):
    path = tmp_path / "new" / "file.txt"
    write_text(path, "ä\n")
    assert path.read_bytes() == "ä\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_what_stood_there_survives_a_full_disk(tmp_path):
    path = tmp_path / "file.txt"
    path.write_text("old")
    with pytest.raises(WriteError, match="No space left"), replacing(path) as temporary:
        temporary.write_text("half")
        raise OSError(28, "No space left on device")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


def test_an_interrupt_leaves_nothing_behind(tmp_path):
    path = tmp_path / "file.txt"
    with pytest.raises(KeyboardInterrupt), replacing(path) as temporary:
        temporary.write_text("half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_a_clear_message(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(WriteError, match=r"cannot write .*taken"):
        write_text(tmp_path / "taken" / "file.txt", "x")
