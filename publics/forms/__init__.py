"""Forms about persons, fiches and missions."""
