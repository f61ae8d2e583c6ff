"""Drawing a month's audits, and what everybody is to be told of them; data in, value out."""
