"""How the state of a lot looks (guichet.base.aspects)."""

from marches import etats

ASPECTS = {
    etats.IDENTIFIE: "brouillon",
    etats.A_ETUDE: "brouillon",
    etats.CLAUSE_RETENUE: "eligible",
    etats.SANS_CLAUSE: "arrete",
    etats.EN_CONSULTATION: "depose",
    etats.NOTIFIE: "depose",
    etats.EN_COURS: "en-cours",
    etats.SUSPENDU: "surveiller",
    etats.RECEPTIONNE: "fini",
    etats.ACHEVE: "fini",
    etats.CLOS: "clos",
    etats.INFRUCTUEUX: "arrete",
    etats.SANS_SUITE: "arrete",
    etats.NON_AFFERMI: "attente",
    etats.CLAUSE_LEVEE: "arrete",
    etats.RESILIE: "arrete",
}


def aspect(etat: str) -> str:
    """Return the aspect of a state of lot."""
    return ASPECTS[etat]
