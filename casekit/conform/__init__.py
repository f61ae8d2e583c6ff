"""JSON Schema 2020-12 for audits, rubrics, people and policy, and its complaints in a manager's words."""
