"""Models of the conventions."""

from conventions.models.convention import Convention, EtatConvention, Signataire

__all__ = ["Convention", "EtatConvention", "Signataire"]
