"""Agreed actions: who, what, by when, and whether it happened."""
