"""The only room where git runs: what commits did to each audit, as events."""
