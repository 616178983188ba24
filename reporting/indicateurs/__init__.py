"""Indicators of the bilans: each figure, where it comes from, how it is computed."""
