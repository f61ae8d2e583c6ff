"""The offline form: one page made from a form and a prefilled audit, for whoever has no git."""
