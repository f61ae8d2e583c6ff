"""Rules, their registry, and the pipeline that runs them and settles what they report."""
