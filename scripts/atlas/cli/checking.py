"""The command that checks."""

from __future__ import annotations

import argparse
import time

from atlas.inspection import counts, inspected
from atlas.keeping import store_of


def check(options: argparse.Namespace) -> int:
    """Read, check and try the whole atlas; what is mechanical is put right first where that is asked for."""
    started = time.perf_counter()
    if options.fix:
        from atlas.cli.mending import fix  # noqa: PLC0415 - a plain check needs nothing of it

        fix(options.root)
    source = inspected(options.root, store_of(options.root))
    if options.format == "json":
        print("[]")
    elif options.format == "sarif":
        from atlas.editing.sarif import as_sarif  # noqa: PLC0415 - as above

        print(as_sarif(()))
    elif options.format == "text":
        seconds = time.perf_counter() - started
        print(f"{counts(source.catalog, source.passed_over)}, no problem ({seconds:.1f} s)")
    return 0
