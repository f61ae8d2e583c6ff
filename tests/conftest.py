"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is no failure; what is about time measures it
settings.load_profile("house")

for forge_says in ("CI_PROJECT_VISIBILITY", "GITHUB_EVENT_PATH", "GITHUB_STEP_SUMMARY"):
    os.environ.pop(forge_says, None)  # these tests may run in a public repository, and build reports in others
