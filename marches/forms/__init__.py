"""Forms of marchés and lots."""
