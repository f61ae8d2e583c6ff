"""Grades against the form's limits, and what a grade sets off."""
