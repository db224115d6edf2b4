"""A stranger forks the atlas, edits two lines and pushes: the workflows run as they stand, and the site is there.

Left out is the job ``check``: it runs all tests, of which this is one. What stands for the machines of the forge is
told in ``runner.py``. What has not been committed does not take part, as on a forge.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import pytest
import yaml
from atlas.site.links import anatomy

from tests.atlases import ROOT, edit
from tests.browser import served
from tests.scripts.runner import Event, Machine, chosen, git
from tests.scripts.test_repository import git as git_here

FORK = "https://github.example/stranger/atlas"
PAGES = "https://stranger.example/my-atlas/"
TRUNK = "trunk"
LINES = {"site_url": PAGES, "edit_url": f"{FORK}/edit/{TRUNK}/"}
PUSH = Event("push", TRUNK, TRUNK)
PROPOSAL = Event("pull_request", "1/merge", TRUNK)


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fork on the forge, to which the two lines have been pushed."""
    git_here(ROOT, "rev-parse", "HEAD")
    folder = tmp_path_factory.mktemp("fork")
    git(folder, "init", "--quiet", "--bare", "forge.git")
    git(folder, "clone", "--quiet", "--depth=1", ROOT.as_uri(), "work")
    git(folder / "work", "checkout", "--quiet", "-B", TRUNK)
    for name, text in LINES.items():
        settings = folder / "work" / "mkdocs.yml"
        (line,) = re.findall(rf"(?m)^ *{name}:.*$", settings.read_text("utf-8"))
        edit(settings, line, f"{line.split(':')[0]}: {text}")
    git(folder / "work", "commit", "--quiet", "--all", "--message", "An atlas of my own")
    push(folder, f"{TRUNK}:{TRUNK}")
    return folder


def push(fork: Path, *what: str) -> None:
    # The clone is shallow to be quick; a forge that has the whole history takes any push.
    git(fork / "forge.git", "config", "receive.shallowUpdate", "true")
    git(fork / "work", "push", "--quiet", str(fork / "forge.git"), *what)


@pytest.fixture(scope="module")
def machine(fork: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine of the forge that has checked, built and deployed what was pushed."""
    folder, www = tmp_path_factory.mktemp("machine"), tmp_path_factory.mktemp("www")
    machine = Machine(fork / "forge.git", folder, www / "my-atlas", PAGES)
    for job in ("build", "deploy"):
        machine.run("site.yml", job, PUSH)
    return machine


def test_two_lines_are_all_that_a_fork_changes_and_the_readme_names_them(fork: Path) -> None:
    assert git(fork / "work", "show", "--numstat", "--format=", TRUNK).split() == ["2", "2", "mkdocs.yml"]
    readme = (ROOT / "README.md").read_text("utf-8")
    publish = readme[readme.index("## Publish") :].partition("\n## ")[0]
    assert [name for name in LINES if f"`{name}`" in publish] == list(LINES)


def steps_for(event: Event) -> set[str]:
    """The names of the conditional steps and jobs that an event leads to."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"))["jobs"]
    context = {"github": event.context, "steps": {}}
    steps = [(job, step) for job in jobs for step in chosen(jobs[job], context)]
    return {step.get("name", job) for job, step in steps}


@pytest.mark.parametrize(
    ("event", "deploys"),
    [
        (PUSH, True),
        (Event("push", "other", TRUNK), False),
        (Event("workflow_dispatch", TRUNK, TRUNK), True),
        (Event("workflow_dispatch", "other", TRUNK), False),
        (PROPOSAL, False),
        (Event("pull_request", TRUNK, TRUNK), False),
    ],
)
def test_only_the_default_branch_is_deployed_whatever_its_name(event: Event, *, deploys: bool) -> None:
    found = steps_for(event)
    assert ("deploy" in found) == deploys
    assert ("Build to look for errors" in found) == (not deploys)
    assert ("Build to publish" in found) == deploys


def test_the_job_that_is_left_out_runs_what_this_test_is_a_part_of() -> None:
    check = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"))["jobs"]["check"]
    assert [step["run"] for step in check["steps"] if "run" in step] == ["python scripts/test.py"]
    assert "exec python3 scripts/test.py" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_commands_ran_as_the_workflow_has_them(machine: Machine) -> None:
    assert machine.ran[0] == 'python scripts/build.py --site-url "$SITE_URL/"'
    assert (machine.served / ".nojekyll").is_file()


def test_the_site_stands_at_its_path_with_no_link_out_of_it(machine: Machine) -> None:
    with served(machine.served.parent) as origin:
        here = f"{origin}/my-atlas/"
        front = ask(here)
        assert f'<link rel="canonical" href="{PAGES}">' in front
        assert f"{LINES['edit_url']}docs/index.md" in front
        assert "Supervised" in ask(f"{here}stages/sft/")
        feed = ElementTree.fromstring(ask(f"{here}feed.xml"))
        assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
        assert json.loads(ask(f"{here}api/v1/stages/sft.json"))["id"] == "sft"
        assert broken_from(here) == []


def ask(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode("utf-8", "replace"))


def broken_from(here: str) -> list[str]:
    """Every address of the site that a walk from its front page meets and that leads out of its path or nowhere."""
    seen, waiting, wrong = {here}, [here], []
    while waiting:
        page = waiting.pop()
        try:
            with urllib.request.urlopen(page, timeout=60) as answer:
                html = answer.headers["Content-Type"].startswith("text/html")
                text = answer.read().decode("utf-8", "replace") if html else ""
        except urllib.error.HTTPError as error:
            wrong.append(f"{page}: {error.code}")
            continue
        for target in anatomy(text).targets:
            address = urldefrag(urljoin(page, target.replace(PAGES, here, 1))).url
            if address.startswith(here):
                waiting += [address] if address not in seen else []
                seen.add(address)
            elif address.startswith((urljoin(here, "/"), urljoin(PAGES, "/"))):
                wrong.append(f"{page} leaves the site: {target}")
    assert len(seen) > 500, "the walk has met the whole site"
    return wrong


def test_a_proposal_is_built_and_its_changes_stand_in_the_summary(fork: Path, machine: Machine) -> None:
    """The machine is the same one, so that only what has changed is built again."""
    work = fork / "work"
    git(work, "checkout", "--quiet", "-b", "proposal")
    edit(work / "data" / "models" / "deepseek-v3.yml", "amount: 1500000", "amount: 1600000")
    git(work, "commit", "--quiet", "--all", "--message", "Another number of examples")
    git(work, "checkout", "--quiet", TRUNK)
    git(work, "merge", "--quiet", "--no-ff", "--message", "Merge", "proposal")
    push(fork, f"{TRUNK}:{PROPOSAL.ref}")
    machine.run("diff.yml", "diff", PROPOSAL)
    summary = machine.summary.read_text("utf-8")
    assert summary.startswith(f"## What changes since `{TRUNK}`\n\n### Figures (")
    assert "| `models/deepseek-v3#sft-examples` |" in summary
