"""Measures casekit beside its peers on the same audits in the same run: `python -m bench`."""
