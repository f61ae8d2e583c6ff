"""The people whom an audit names."""
