"""A ledger where others change the files under it is warned of; one on a plain disk isn't."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.journal import ground


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Our Union", "Nextcloud", "Google Drive"])
def test_a_folder_that_is_copied_between_machines(tmp_path: Path, name: str) -> None:
    root = tmp_path / name / "coalition"
    root.mkdir(parents=True)
    assert name in str(ground.warning(str(root)))


def test_a_folder_that_syncthing_marked(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert ground.warning(str(tmp_path / "coalition"))


def test_a_network_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/home {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(ground, "_MOUNTS", str(mounts))
    assert "nfs4" in str(ground.warning(str(tmp_path / "coalition")))


def test_a_plain_folder(tmp_path: Path) -> None:
    assert ground.warning(str(tmp_path / "coalition")) is None
