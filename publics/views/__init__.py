"""Pages about persons, fiches and missions."""
