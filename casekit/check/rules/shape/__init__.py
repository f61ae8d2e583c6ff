"""Whether the file is what an audit of its form is."""
