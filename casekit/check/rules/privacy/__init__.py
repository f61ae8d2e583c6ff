"""What could tell strangers who a child or a family is."""
