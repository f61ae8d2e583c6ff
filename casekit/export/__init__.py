"""Tables as files for other programs: CSV, JSON Lines, Excel and Parquet, the same columns in each."""
