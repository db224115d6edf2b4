"""The workflows: what they may do, that they only call the project's commands, and two linters that find nothing."""

from __future__ import annotations

import re
import shlex
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from atlas.cli.arguments import parser
from atlas.model import KINDS

from tests.atlases import ROOT

FOLDER = ROOT / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.iterdir())
OF_THE_DEFAULT_BRANCH = (
    "${{ github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch }}"
)


def workflow(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def events(name: str) -> dict[str, Any]:
    return dict(workflow(name)[True])  # type: ignore[index]  # YAML reads the key "on" as a truth value


def lint(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a linter of the test environment says, which asks nothing but the files it is given."""
    command = [str(Path(sysconfig.get_path("scripts")) / program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def actionlint(*paths: Path) -> subprocess.CompletedProcess[str]:
    # Other linters that this machine may have would make the answer depend on it.
    return lint("actionlint", "-no-color", "-shellcheck=", "-pyflakes=", *map(str, paths))


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    return lint("zizmor", "--offline", "--no-config", "--no-progress", "--strict-collection", *map(str, paths))


# --- linters


def test_actionlint_finds_nothing() -> None:
    done = actionlint(*(FOLDER / name for name in NAMES))
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    done = zizmor(FOLDER)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"completed {FOLDER / name}" in done.stderr for name in NAMES), done.stderr


def test_nothing_is_hidden_from_the_linters() -> None:
    """A finding is put right, not passed over."""
    assert not list((ROOT / ".github").glob("zizmor.y*ml")) + list((ROOT / ".github").glob("actionlint.y*ml"))
    assert not list(ROOT.glob("zizmor.y*ml"))
    assert [name for name in NAMES if "zizmor:" in (FOLDER / name).read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("lint", "old", "new", "told"),
    [
        (actionlint, "github.ref_name ==", "github.ref_nam ==", 'property "ref_nam" is not defined'),
        (actionlint, "needs: [check, build]", "needs: [check, built]", 'job "built"'),
        (
            zizmor,
            'run: python scripts/build.py --site-url "$SITE_URL/"',
            "run: echo ${{ github.head_ref }}",
            "template-inj",
        ),
        (zizmor, "  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        (
            zizmor,
            "upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9",
            "upload-pages-artifact@v5",
            "unpinned",
        ),
    ],
)
def test_the_linters_find_a_mistake_when_there_is_one(
    lint: Any, tmp_path: Path, *, old: str, new: str, told: str
) -> None:
    text = (FOLDER / "site.yml").read_text(encoding="utf-8")
    assert old in text
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "site.yml").write_text(text.replace(old, new), encoding="utf-8")
    done = lint(folder / "site.yml")
    assert done.returncode != 0
    assert told in done.stdout


# --- all workflows


@pytest.mark.parametrize("name", NAMES)
def test_steps_only_call_the_projects_own_commands(name: str) -> None:
    """Each is a program of ``scripts/`` or a command of the atlas, with options that it knows."""
    for step in steps(name):
        words = shlex.split(step.get("run", "")) or ["uses"]
        if words[0] == "python":
            assert (ROOT / words[1]).is_file()
            assert Path(words[1]).parent == Path("scripts")
        elif words[0] != "uses":
            assert words[0] == ".venv/bin/atlas"
            command = words[1 : words.index(">>")] if ">>" in words else words[1:]
            assert parser(tuple(KINDS)).parse_args(command).command


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(name: str) -> None:
    used = re.findall(r"uses: (.*)", (FOLDER / name).read_text(encoding="utf-8"))
    assert len(used) == len([step for step in steps(name) if "uses" in step]) > 0
    assert [line for line in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v[\d.]+", line)] == []


def test_one_action_has_one_version_in_all_workflows() -> None:
    used = {step["uses"] for name in NAMES for step in steps(name) if "uses" in step}
    assert len({action.split("@")[0] for action in used}) == len(used)


@pytest.mark.parametrize("name", NAMES)
def test_checkouts_keep_no_credentials(name: str) -> None:
    checkouts = [step for step in steps(name) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_only_two_jobs_may_write_and_each_no_more_than_it_needs() -> None:
    found: dict[str, set[str]] = {}
    for name in NAMES:
        assert workflow(name)["permissions"] == {}
        for job, given in workflow(name)["jobs"].items():
            writes = {right for right, access in given["permissions"].items() if access == "write"}
            found |= {f"{name}: {job}": writes} if writes else {}
    assert found == {"site.yml: deploy": {"pages", "id-token"}, "links.yml: links": {"issues"}}


# --- the site


def test_the_site_is_deployed_after_all_checks_and_from_the_default_branch_alone() -> None:
    jobs = workflow("site.yml")["jobs"]
    deploy = jobs["deploy"]
    assert set(deploy["needs"]) == set(jobs) - {"deploy"}
    assert deploy["if"] == OF_THE_DEFAULT_BRANCH
    assert deploy["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_a_push_to_any_branch_and_a_run_by_hand_start_the_workflow_of_the_site() -> None:
    """A fork may call its default branch as it likes; the deploy job asks for that branch itself."""
    assert events("site.yml") == {"push": {"branches": ["**"]}, "pull_request": None, "workflow_dispatch": None}


def test_the_deploy_job_runs_no_code_of_the_checkout() -> None:
    deploy = workflow("site.yml")["jobs"]["deploy"]
    assert [step["uses"].split("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]
    assert all("run" not in step for step in deploy["steps"])


# --- links and proposals


def test_links_are_asked_apart_from_every_build_and_report_once() -> None:
    """What others take down stops no build and fails no run: the step that asks may fail, and says so by its issue."""
    assert set(events("links.yml")) == {"schedule", "workflow_dispatch"}
    assert [name for name in NAMES if "--online" in (FOLDER / name).read_text(encoding="utf-8")] == ["links.yml"]
    asks, opens, closes = steps("links.yml")[-3:]
    assert asks["continue-on-error"] is True
    assert "--report links.md" in asks["run"]
    for step, outcome, state in ((opens, "failure", "open"), (closes, "success", "close")):
        assert step["if"] == f"${{{{ steps.{asks['id']}.outcome == '{outcome}' }}}}"
        assert step["run"] == f"python scripts/issue.py {state} links.md"
    holders = [step for step in steps("links.yml") if "github.token" in str(step)]
    assert holders == [opens, closes], "no other step needs the token"


def test_a_proposal_shows_what_it_changes_without_a_right_to_write() -> None:
    assert set(events("diff.yml")) == {"pull_request"}, "pull_request_target would give rights to code of strangers"
    assert steps("diff.yml")[0]["with"]["fetch-depth"] == 2
    assert steps("diff.yml")[-1]["run"].endswith('>> "$GITHUB_STEP_SUMMARY"')
