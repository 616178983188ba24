"""Pages of marchés and lots."""
