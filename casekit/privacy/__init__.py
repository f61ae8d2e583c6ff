"""What could tell strangers who a child or a family is: finding it in text, and masking it before anything is shown."""
