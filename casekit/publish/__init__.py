"""The static site: plan pages and render them to bytes."""
