"""Moderations, and what was changed after them."""
