"""Tables and figures over all audits: what the site, reports and exports count."""
