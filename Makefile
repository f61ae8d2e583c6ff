# Every target is a job of tools/do.py, which Windows users call as `py tools\do.py demo` and so on.
# PYTHON is the first Python 3.11 or later that is found; say `make demo PYTHON=/path/to/python` for another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

JOBS = demo examples test test-long test-wheel test-browser test-form test-spark lint fuzz planted bench check clean

.PHONY: help $(JOBS)
.NOTPARALLEL:

help: need-python
	@$(PYTHON) tools/do.py --help

$(JOBS): need-python
	@$(PYTHON) tools/do.py $@

.PHONY: need-python
need-python:
	@test -n "$(PYTHON)" || { echo "casekit needs Python 3.11 or later, and none was found. Install one from https://www.python.org/downloads/ and try again." >&2; exit 2; }
