"""What people.yaml says of teams, managers and days, and whether a programme fits its audits."""
