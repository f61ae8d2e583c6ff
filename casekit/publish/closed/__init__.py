"""The site for readers outside the service: closed months, from published figures and nothing else."""
