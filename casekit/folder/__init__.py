"""A folder that belongs to casekit: written whole or not at all, and nothing of anybody else's in it is touched."""
