"""What has to come of an audit: talks, sharing, escalation."""
