"""The language in which a council's form is written: read, checked and evaluated; pure, knows no files."""
