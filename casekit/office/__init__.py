"""Word and Excel files as they are: opened with bounds, read from their XML, and nothing in them run or fetched."""
