"""Acts on conventions: drafting, signing, ending (R11)."""
