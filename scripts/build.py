"""Builds the site into site/. Needs nothing but Python 3.11 or newer; arguments go to `atlas build`."""

import subprocess
import sys

import bootstrap


def main(arguments: "list[str]") -> int:
    """The exit status of `atlas build`, or 1 when this machine cannot run it."""
    try:
        python = bootstrap.ensure_environment()
        command = [str(python), "-m", "atlas", "build", *arguments]
        return subprocess.call(command, env=bootstrap.clean_environ())
    except bootstrap.SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
