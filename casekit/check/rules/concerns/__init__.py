"""Immediate concerns for a child's safety."""
