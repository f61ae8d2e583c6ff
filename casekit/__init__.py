"""Audits of children's case files, kept as text in git, linted, moderated by commit and published."""

__version__ = "0.1.0"
