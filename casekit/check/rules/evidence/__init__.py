"""Whether what is written and asked carries the grades."""
