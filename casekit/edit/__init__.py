"""Writing audit files: new ones from the rubric, in the canonical order."""
