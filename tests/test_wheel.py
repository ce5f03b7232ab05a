"""What is installed by pip, without this folder: the program, the library, the catalogues, the migrations, the page."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent

NEEDED = (
    "content/sources.yaml",
    "content/fingerprints.yaml",
    "bot/locale/README.md",
    "bot/state/migrations/env.py",
    "bot/state/migrations/versions/r0001_spaces_and_what_they_keep.py",
    "bot/library/english/everyday.txt",
    "adapters/web/static/conversation.js",
    "adapters/web/static/frame.css",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this folder."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_everything_the_bot_reads(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()

    assert [name for name in NEEDED if name not in held] == []
    assert [name for name in held if name.startswith("tests/")] == []


def test_the_entry_command_of_the_image_answers_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False)
    site = next((tmp_path / "env").glob("lib/python*/site-packages"))
    (site / "packages.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    zipfile.ZipFile(wheel).extractall(site)
    command = [str(tmp_path / "env/bin/python"), "-m", "adapters.cli", "ask", "--fresh", "/quote generalization"]

    answered = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "GEN-0" in answered.stdout, answered.stderr


def test_the_image_is_not_root_and_asks_for_its_health() -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    assert "\nUSER 10001\n" in recipe
    assert 'CMD ["commonplace", "health"]' in recipe


def test_the_compose_file_keeps_data_in_a_volume_and_the_root_read_only() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]

    assert services["commonplace"]["volumes"] == ["data:/data"]
    assert services["commonplace"]["read_only"] is True
    assert services["commonplace"]["cap_drop"] == ["ALL"]
    assert services["postgres"]["profiles"] == ["postgres"]
