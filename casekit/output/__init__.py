"""What lint found, as text or data: one module for each format."""
