"""A fictional authority with months of audits and a real git history."""

from casekit.demo.make import make_demo as make_demo
