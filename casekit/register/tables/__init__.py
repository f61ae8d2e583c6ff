"""The audits as plain tables for other programs: each column says what it means, and who may read it."""
