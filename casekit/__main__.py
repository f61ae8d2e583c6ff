"""python -m casekit is the casekit command."""

from casekit.cli import main

main()
