"""Bilans: what they print, how they are written, frozen, corrected and sent."""
