"""Acts on marchés and lots."""
