"""Files that stay as they were: a page that says what it said before is the same file in the new folder, unwritten."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def kept(former: Path, stage: Path, content: bytes) -> bool:
    """Give the file former the place stage too where it holds just this content; False where it does not, or cannot.

    Its bytes are looked at, not a list of digests, so that what somebody changed in the folder is written anew. The
    two names are one file (a hard link) until the former folder goes. Where a disk has no such links, it is written.
    """
    try:
        there = os.lstat(former)
        if not stat.S_ISREG(there.st_mode) or there.st_size != len(content) or former.read_bytes() != content:
            return False
        os.link(former, stage, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    return True
