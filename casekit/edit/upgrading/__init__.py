"""An audit in an older version of its form becomes one in a newer version, and nothing in it is lost."""
