"""Acts on persons, titles and missions: keyword-only, `par` an Acces, atomic, journalled."""
