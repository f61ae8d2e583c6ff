"""What can be wrong with a form as a whole, one kind of mistake in each module."""
