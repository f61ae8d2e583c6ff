"""Audits that were done in a council's own form: found in the document by a mapping, and what has no place kept."""
