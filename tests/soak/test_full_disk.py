"""The disk of the real process is full at random points: no post without its row, no damage, and no restart."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak.process import ROOT

MOUNTED = 'mount -t tmpfs -o size=24m,mode=700 none "$0" && exec "$@"'


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_disk_that_is_full_at_random_points_repeats_nothing_and_loses_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    alone = ("unshare", "--mount", "sh", "-c", MOUNTED, str(data))
    if subprocess.run((*alone, "true"), capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")

    command = (*alone, sys.executable, "-m", "tests.soak.full_disk", str(tmp_path), "400", "100", "20")
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    print(f"\n{done.stdout}")  # noqa: T201 - the figures are what the proof is made for
    counted = json.loads(done.stdout.splitlines()[-1])

    assert counted["posts"] == 500
    assert counted["is_exact"], counted
    assert (counted["without_row"], counted["has_stayed"], counted["sound"]) == (0, True, "ok")
