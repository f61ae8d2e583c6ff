"""What an audit, a person, a policy and a repository are; knows neither YAML nor JSON Schema nor Markdown."""
