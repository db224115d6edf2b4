"""A machine that runs the jobs of a workflow as a forge does: each command as it stands, in bash, on a fresh checkout.

Actions of others are replaced by what they do here: ``checkout`` fetches from the repository that was pushed to,
``setup-python`` is the Python in use, ``configure-pages`` tells the address, ``upload-pages-artifact`` packs the
folder, and ``deploy-pages`` unpacks it where it is served. The environment is not installed again: the checkout gets
one of its own that finds the packages of the present one, with the mark by which the entry point knows that it is
current.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bootstrap
import yaml

Context = dict[str, Any]


@dataclass(frozen=True)
class Event:
    """What started a run: its name, the branch it ran for, and the one that the forge calls the default."""

    name: str
    branch: str
    default: str

    @property
    def ref(self) -> str:
        """The reference that is checked out: of a proposal the state after it was merged."""
        return "refs/pull/1/merge" if self.name == "pull_request" else f"refs/heads/{self.branch}"

    @property
    def context(self) -> Context:
        """What expressions of a workflow may ask of the event."""
        repository = {"default_branch": self.default}
        return {"event_name": self.name, "ref_name": self.branch, "ref": self.ref, "event": {"repository": repository}}


@dataclass
class Machine:
    """A machine of the forge: where it fetches from, where it works, and where its pages are served for an address."""

    repository: Path
    folder: Path
    served: Path
    address: str
    ran: list[str] = field(default_factory=list)

    @property
    def checkout(self) -> Path:
        return self.folder / "checkout"

    @property
    def summary(self) -> Path:
        return self.folder / "summary.md"

    def run(self, workflow: str, job: str, event: Event) -> None:
        """Run the steps of a job that the event asks for; fails as soon as one of them does."""
        self.folder.mkdir(exist_ok=True)
        loaded = yaml.safe_load((self.checkout_of(event) / ".github" / "workflows" / workflow).read_text("utf-8"))
        context: Context = {"github": event.context, "steps": {}}
        for step in chosen(loaded["jobs"][job], context):
            outputs = self._use(step, event) if "uses" in step else self._command(step, context, event)
            if "id" in step:
                context["steps"][step["id"]] = {"outputs": outputs, "outcome": "success"}

    def checkout_of(self, event: Event, depth: int = 1) -> Path:
        """The checkout at the state of an event, with an environment."""
        if not (self.checkout / ".git").exists():
            git(self.folder, "init", "--quiet", str(self.checkout))
        git(self.checkout, "fetch", "--quiet", f"--depth={depth}", self.repository.as_uri(), event.ref)
        git(self.checkout, "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")
        if not (self.checkout / ".venv").exists():
            make_environment(self.checkout)
        return self.checkout

    def _command(self, step: Mapping[str, Any], context: Context, event: Event) -> dict[str, str]:
        """Run a command as it stands, and give the outputs that it wrote."""
        output = self.folder / "output"
        output.write_text("")
        self.summary.touch()
        given = {name: interpolated(str(value), context) for name, value in step.get("env", {}).items()}
        environ = {
            "GITHUB_BASE_REF": event.default if event.name == "pull_request" else "",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REF_NAME": event.branch,
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.checkout),
        }
        run_command(interpolated(step["run"], context), self.checkout, {**environ, **given})
        self.ran.append(step["run"])
        return dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())

    def _use(self, step: Mapping[str, Any], event: Event) -> dict[str, str]:
        """Do what an action does."""
        action, given = step["uses"].split("@")[0], step.get("with", {})
        if action == "actions/checkout":
            self.checkout_of(event, given.get("fetch-depth", 1))
        elif action == "actions/configure-pages":
            return {"base_url": self.address.rstrip("/")}
        elif action == "actions/upload-pages-artifact":
            self._pack(self.checkout / given["path"], hidden=given.get("include-hidden-files", False))
        elif action == "actions/deploy-pages":
            with tarfile.open(self.folder / "artifact.tar") as packed:
                # Python before 3.11.4 has no filters; the archive is our own.
                packed.extraction_filter = getattr(tarfile, "data_filter", None)
                packed.extractall(self.served)  # noqa: S202
            return {"page_url": self.address}
        else:
            assert action == "actions/setup-python", f"no machine here knows what {action} does"
        return {}

    def _pack(self, site: Path, *, hidden: bool) -> None:
        """Pack a folder as the action does, which leaves hidden files out unless told, and asks who may read them."""
        assert (site / "index.html").is_file()
        assert [path for path in (site, *site.rglob("*")) if path.stat().st_mode & 0o444 != 0o444] == []
        with tarfile.open(self.folder / "artifact.tar", "w", dereference=True) as packed:
            for path in sorted(site.iterdir()):
                if path.name not in {".git", ".github"} and (hidden or not path.name.startswith(".")):
                    packed.add(path, path.name)


def run_command(command: str, folder: Path, environ: Mapping[str, str]) -> None:
    """Run a command as a machine of a forge does, with the Python in use; fails with what it said if it does."""
    known = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    path = {"CI": "true", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=folder,
        env={**known, **path, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def git(folder: Path, *arguments: str) -> str:
    """What git answers, as somebody without settings of their own."""
    names = ("-c", "user.name=A stranger", "-c", "user.email=stranger@example.org", "-c", "init.defaultBranch=trunk")
    command = ["git", *names, "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_environment(root: Path) -> None:
    """Make the environment that the entry point would install, of the packages that are installed here already."""
    environment = root / ".venv"
    venv.EnvBuilder(symlinks=os.name != "nt").create(environment)
    python = bootstrap.program(environment, "python")
    found = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", vars=found))
    places = dict.fromkeys([str(root / "scripts"), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    (packages / "present.pth").write_text("\n".join(places), encoding="utf-8")
    atlas = bootstrap.program(environment, "atlas")
    atlas.write_text(f"#!{python}\nimport sys\nfrom atlas.cli import main\nsys.exit(main())\n", encoding="utf-8")
    atlas.chmod(0o755)
    (environment / bootstrap.STAMP).write_text(bootstrap.fingerprint(root), encoding="ascii")


# --- which steps an event asks for


def chosen(job: Mapping[str, Any], context: Context) -> Iterator[dict[str, Any]]:
    """The steps of a job whose condition holds; none where that of the job does not."""
    if "if" not in job or value(job["if"], context):
        for step in job["steps"]:
            if "if" not in step or value(step["if"], context):
                yield step


def interpolated(text: str, context: Context) -> str:
    """A text with its expressions replaced by their values."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(_value(match[1], context)), text)


def value(text: str, context: Context) -> Any:
    """The value of a condition, which may stand in the signs of an expression."""
    return _value(text.strip().removeprefix("${{").removesuffix("}}"), context)


def _value(expression: str, context: Context) -> Any:
    """The value of an expression; the few forms that the workflows use are those of Python but for their signs."""
    said = re.sub(r"!(?!=)", " not ", expression.replace("&&", " and ").replace("||", " or "))
    return _of_node(ast.parse(said.strip(), mode="eval").body, context)


def _of_node(node: ast.expr, context: Context) -> Any:
    match node:
        case ast.Constant(found):
            return found
        case ast.Name(name):
            return context[name]
        case ast.Attribute(whole, name):
            return _of_node(whole, context)[name]
        case ast.UnaryOp(ast.Not(), operand):
            return not _of_node(operand, context)
        case ast.BoolOp(ast.And(), operands):
            return all(_of_node(operand, context) for operand in operands)
        case ast.BoolOp(ast.Or(), operands):
            return any(_of_node(operand, context) for operand in operands)
        case ast.Compare(left, [sign], [right]):
            equal = _of_node(left, context) == _of_node(right, context)
            return equal if isinstance(sign, ast.Eq) else not equal
    raise AssertionError(f"no machine here knows {ast.dump(node)}")
