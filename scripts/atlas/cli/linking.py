"""The command that looks after links."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from atlas.editing.notdone import NotDone
from atlas.editing.outside import host_of, outside
from atlas.inspection import inspected
from atlas.keeping import store_of
from atlas.progress import step
from atlas.reading.location import Location


def links(options: argparse.Namespace) -> int:
    """Check the links inside, count those that lead outside, and ask these where that is wished for."""
    places = outside(inspected(options.root, store_of(options.root)))
    if not options.online:
        hosts = {host_of(address) for address in places}
        print("every mark in records and pages leads somewhere; the other links are checked by each build")
        print(f"{len(places)} addresses on {len(hosts)} hosts lead outside: 'atlas links --online' asks them")
        return 0
    return _asked(options, places)


def _asked(options: argparse.Namespace, places: Mapping[str, Sequence[Location]]) -> int:
    """Ask all addresses and give the report; 1 where one of them leads nowhere."""
    from atlas.editing.answers import BROKEN, as_report, summary  # noqa: PLC0415 - only this asks other hosts
    from atlas.editing.asking import Manner, ask_all  # noqa: PLC0415

    _write(options.report, "")  # what cannot be written is told before the hosts are asked
    manner = Manner(timeout=options.timeout, tries=options.tries, pause=options.pause)
    with step(f"Asking {len(places)} addresses"):
        answers = ask_all(places, manner)
    if answers and all(answer.outcome == "unreachable" for answer in answers):
        raise NotDone(f"none of {len(answers)} addresses could be reached: is this machine connected?")
    report = as_report(answers, places)
    _write(options.report, report)
    print(report if options.report is None else f"{summary(answers)}\n{options.report}: the report")
    return int(any(answer.outcome in BROKEN for answer in answers))


def _write(file: Path | None, report: str) -> None:
    """Write a report into a file, where one is named. Raises NotDone."""
    try:
        if file is not None:
            file.write_text(report, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NotDone(f"--report: {file} cannot be written: {error.strerror}") from error
