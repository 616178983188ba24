"""Roles as data: one line each, with the sentence that says what the role may do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A role: `code` is stored and used in the rights table, `libelle` and `phrase` are shown."""

    code: str
    libelle: str
    phrase: str
    guichet: bool = False
    etat: bool = False
    totp: bool = False


ADMINISTRATEUR = Role(
    "administrateur",
    "Administration du guichet",
    "Tout dans le territoire, et aussi les comptes, les réglages, les modèles et les données personnelles.",
    guichet=True,
    totp=True,
)
FACILITATEUR = Role(
    "facilitateur",
    "Facilitation",
    "Tout dans le territoire : marchés, personnes, relevés, conventions, bilans.",
    guichet=True,
    totp=True,
)
ASSISTANT = Role("assistant", "Assistance", "Comme la facilitation.", guichet=True, totp=True)
STRUCTURE = Role(
    "structure",
    "Structure partenaire",
    "Ses personnes, ses missions, ses relevés, sa convention ; jamais ceux d’une autre structure.",
)
DONNEUR_ORDRE = Role(
    "donneur_ordre",
    "Donneur d’ordre",
    "Ses marchés, ses bilans, les décisions sur les heures ; aucun nom, aucun critère.",
)
PRESCRIPTEUR = Role("prescripteur", "Prescripteur", "Envoie des fiches de prescription et suit leur réponse.")
DDETSPP = Role(
    "ddetspp",
    "Service de l’État",
    "Lit les territoires de son département qui lui sont ouverts ; chaque accès est enregistré.",
    etat=True,
    totp=True,
)
PLATEFORME = Role(
    "plateforme", "Plateforme nationale", "Sommes de tous les territoires, aucune personne.", totp=True
)
LIEN_ENTREPRISE = Role("lien:entreprise", "Entreprise, lien signé", "Ses lots, ses heures restantes.")
LIEN_PRESCRIPTEUR = Role("lien:prescripteur", "Prescripteur, lien signé", "Une fiche de prescription.")
LIEN_PERSONNE = Role(
    "lien:personne", "Personne, lien signé", "Trois questions, et ce que nous gardons d’elle."
)
ANONYME = Role("anonyme", "Visiteur", "Les pages publiques.")
SYSTEME = Role("systeme", "Calcul du guichet", "Les tâches de fond.", guichet=True)

ROLES = {
    role.code: role
    for role in (
        ADMINISTRATEUR,
        FACILITATEUR,
        ASSISTANT,
        STRUCTURE,
        DONNEUR_ORDRE,
        PRESCRIPTEUR,
        DDETSPP,
        PLATEFORME,
        LIEN_ENTREPRISE,
        LIEN_PRESCRIPTEUR,
        LIEN_PERSONNE,
        ANONYME,
        SYSTEME,
    )
}
GUICHET = frozenset({ADMINISTRATEUR.code, FACILITATEUR.code, ASSISTANT.code})
MEMBRES = GUICHET | {STRUCTURE.code, DONNEUR_ORDRE.code, PRESCRIPTEUR.code, DDETSPP.code}
CHOIX = [(code, ROLES[code].libelle) for code in (*sorted(MEMBRES), PLATEFORME.code)]
