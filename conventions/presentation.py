"""How a convention's state is said and drawn."""

from conventions.models import EtatConvention

ASPECTS = {
    EtatConvention.BROUILLON: "brouillon",
    EtatConvention.A_SIGNER: "attente",
    EtatConvention.EN_VIGUEUR: "valide",
    EtatConvention.DENONCEE: "arrete",
    EtatConvention.EXPIREE: "clos",
}
PARTIES = 3


def etat_de(convention) -> str:
    """Return the state in words, signatures counted: « En attente de signature (2 sur 3) »."""
    libelle = convention.get_etat_display()
    if convention.etat == EtatConvention.A_SIGNER:
        return f"{libelle} ({convention.signatures} sur {PARTIES})"
    return libelle
