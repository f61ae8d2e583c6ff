"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is no failure; what is about time measures it
settings.load_profile("house")
