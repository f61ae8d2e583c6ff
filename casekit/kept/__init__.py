"""What was worked out once, kept in git's own folder so that the next run need not work it out again."""
