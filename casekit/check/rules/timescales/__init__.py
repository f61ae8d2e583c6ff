"""Answers against the dates on record."""
