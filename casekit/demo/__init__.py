"""A fictional authority with months of audits and a real git history."""
