"""Files that editors, version control and operating systems leave beside records: no records, and no mistakes."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LEFTOVER = re.compile(
    r"""
      .*~ | \#.*\# | \.\#.* | \._.* | \..*\.sw[a-z] | .*\.swp | [0-9]{4,5}       # of emacs, macOS and vim
    | .*\.(orig|rej|bak|old|tmp|save|kate-swp|un~|BACKUP|part|crdownload)         # of merges, patches and editors
    | .*[._](BACKUP|BASE|LOCAL|REMOTE)[._][0-9]+\.yml                             # of a merge tool
    | (?i:thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|icon\r|__macosx|\.directory) | \.nfs.*
    | .*[ ](copy|Copy|Kopie|\(copy\)|-[ ]Copy|-[ ]Kopie)([ ]?\(?[0-9]+\)?)?\.yml   # of file managers
    | .*[ ]?\([0-9]+\)\.yml | (Copy|Kopie)[ ](of|von)[ ].*\.yml
    """,
    re.VERBOSE,
)
_RECORD = re.compile(r"[a-z0-9-]+\.(yml|md)")
_SHOWN = 8


def is_leftover(name: str) -> bool:
    """Whether a file of this name is left over from work on another one."""
    return _RECORD.fullmatch(name) is None and _LEFTOVER.fullmatch(name) is not None


def told(passed_over: Sequence[str]) -> str:
    """One line that names leftover files; empty where there are none."""
    if not passed_over:
        return ""
    names = ", ".join(passed_over[:_SHOWN])
    more = f" and {len(passed_over) - _SHOWN} more" if len(passed_over) > _SHOWN else ""
    return f"passed over, as left by an editor or the system: {names}{more}"
