"""The static site: plan pages, render them to bytes, write them whole or not at all."""
