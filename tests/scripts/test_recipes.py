"""The recipes of the page on publishing: each file is one that its host reads, and each command runs as it stands."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.atlases import MINI, ROOT
from tests.scripts.runner import make_environment, run_command

PAGE = (ROOT / "docs" / "publish.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r'```\w+ title="([^"]+)"\n(.*?)```', PAGE, re.DOTALL))
GITLAB = yaml.safe_load(BLOCKS[".gitlab-ci.yml"])
NETLIFY = tomllib.loads(BLOCKS["netlify.toml"])
CLOUDFLARE = tomllib.loads(BLOCKS["wrangler.toml"])

RECIPES = {
    "GitLab Pages": (
        "\n".join(GITLAB["pages"]["script"]),
        {"CI_PAGES_URL": "https://stranger.example/my-atlas"},
        GITLAB["pages"]["artifacts"]["paths"][0],
        "https://stranger.example/my-atlas/",
    ),
    "Netlify": (
        NETLIFY["build"]["command"],
        {"URL": "https://my-atlas.example"},
        NETLIFY["build"]["publish"],
        "https://my-atlas.example/",
    ),
    "Cloudflare Pages": (
        BLOCKS["Build command"],
        {},
        CLOUDFLARE["pages_build_output_dir"],
        "https://atlas.example.org/",
    ),
    "Any web server": (BLOCKS["On the server"], {}, "~/public_html/atlas", "https://example.org/atlas/"),
}
"""Host to the command of its recipe, what the host sets, the folder that it serves, and the address of the site."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the mini atlas alone, with an environment; returns the folder of the atlas."""
    folder = tmp_path_factory.mktemp("recipes")
    for name in ("mkdocs.yml", "pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    (folder / "overrides").symlink_to(ROOT / "overrides")
    atlas = folder / "tests" / "mini"
    shutil.copytree(MINI, atlas, ignore=shutil.ignore_patterns("build", "site", ".site*"))
    (atlas / "scripts").symlink_to(folder / "scripts")
    make_environment(folder)
    return atlas


@pytest.mark.parametrize("host", RECIPES)
def test_the_command_of_a_recipe_makes_the_folder_that_its_host_serves(
    repository: Path, tmp_path: Path, *, host: str
) -> None:
    command, given, folder, address = RECIPES[host]
    run_command(command, repository, {**given, "HOME": str(tmp_path)})
    site = repository / folder.replace("~", str(tmp_path), 1)
    assert f'<link rel="canonical" href="{address}">' in (site / "index.html").read_text("utf-8")
    assert {"404.html", "_headers", "_redirects", "feed.xml"} <= {path.name for path in site.iterdir()}


def test_every_command_is_a_program_of_the_project() -> None:
    """The README names the two that need nothing but Python, and what they make is named after them."""
    told = re.findall(r"(?m)^[ -]*(python [^\n]*)$", "\n".join(re.findall(r"```\w+.*?```", PAGE, re.DOTALL)))
    assert len(told) >= 5
    readme = (ROOT / "README.md").read_text("utf-8")
    programs = {command.split()[1] for command in told if command.split()[1] != "-m"}
    assert programs == {"scripts/build.py", "scripts/test.py"}
    assert all(f"python {program}" in readme for program in programs)


def test_gitlab_checks_with_the_command_of_all_checks() -> None:
    assert GITLAB["check"]["script"] == ["python scripts/test.py"]
    assert set(GITLAB) == {"image", "check", "pages"}


def test_all_hosts_use_one_version_of_python_and_it_is_one_that_the_workflow_checks() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"))
    checked = workflow["jobs"]["check"]["strategy"]["matrix"]["python"]
    named = {
        GITLAB["image"].removeprefix("python:"),
        NETLIFY["build"]["environment"]["PYTHON_VERSION"],
        *re.findall(r"`PYTHON_VERSION` to `([\d.]+)`", PAGE),
    }
    assert len(named) == 1
    assert named <= set(checked)


def test_the_site_is_within_what_cloudflare_serves(built_site: Path) -> None:
    """Its published limits: files and their size, rules and length of lines of headers, and redirects."""
    sizes = [path.stat().st_size for path in built_site.rglob("*") if path.is_file()]
    assert len(sizes) <= 20_000
    assert max(sizes) <= 25 * 1024 * 1024
    headers = (built_site / "_headers").read_text("utf-8").splitlines()
    assert max(len(line) for line in headers) <= 2_000
    assert sum(bool(line.strip()) and not line.startswith((" ", "#")) for line in headers) <= 100
    redirects = (built_site / "_redirects").read_text("utf-8").splitlines()
    assert len(redirects) <= 2_000
    assert max((len(line) for line in redirects), default=0) <= 1_000
