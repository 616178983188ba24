"""Catalogue of what may be wrong in a published notice: stable code, severity, value expected, sentence.

Severities are those of the monthly controls: `bloquant` (cannot be loaded: no national identity),
`a_confirmer` (loadable, somebody must look), `information` (told, nothing to do).
"""

from dataclasses import dataclass

BLOQUANT = "bloquant"
A_CONFIRMER = "a_confirmer"
INFORMATION = "information"


@dataclass(frozen=True)
class Modele:
    """Severity, expected value and sentence of one code; `{valeur}` and `{lu}` are filled in the sentence."""

    gravite: str
    attendu: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Anomalie:
    """One thing told about one notice: where (`champ`), found (`valeur`), expected (`attendu`)."""

    code: str
    gravite: str
    champ: str
    valeur: str
    attendu: str
    phrase: str


SIRET = "un SIRET de 14 chiffres"
MONTANT = "un montant HT en euros, supérieur à 0"
DUREE = "un nombre entier de mois, au moins 1"
DATE = "une date AAAA-MM-JJ"
CPV = "un code CPV de 8 chiffres"
CONSIDERATION = "Clause sociale, Critère social, Marché réservé ou Pas de considération sociale"

MODELES = {
    "DECP_NOTICE_ILLISIBLE": Modele(
        BLOQUANT, "une notice", "Cet élément n’est pas une notice de marché : il est ignoré."
    ),
    "DECP_ACHETEUR_ABSENT": Modele(
        BLOQUANT,
        SIRET,
        "Le SIRET de l’acheteur est « {valeur} » : sans lui le marché n’a pas d’identité nationale.",
    ),
    "DECP_IDENTIFIANT_ABSENT": Modele(
        BLOQUANT,
        "un identifiant",
        "Le marché n’a pas d’identifiant : il ne peut pas être reconnu d’un fichier à l’autre.",
    ),
    "DECP_IDENTIFIANT_INUTILISABLE": Modele(
        BLOQUANT,
        "16 caractères au plus",
        "« {valeur} » ne peut pas être l’identifiant d’un marché : plus de 60 caractères.",
    ),
    "DECP_IDENTIFIANT_TROP_LONG": Modele(
        INFORMATION,
        "16 caractères au plus",
        "L’identifiant « {valeur} » dépasse 16 caractères : il est gardé entier.",
    ),
    "DECP_SIRET_ZERO_PERDU": Modele(
        A_CONFIRMER, SIRET, "« {valeur} » n’a que 13 chiffres : le zéro initial a été rétabli, soit {lu}."
    ),
    "DECP_SIRET_LONGUEUR": Modele(A_CONFIRMER, SIRET, "« {valeur} » n’est pas un SIRET de 14 chiffres."),
    "DECP_SIRET_CLE": Modele(
        A_CONFIRMER, "un SIRET dont la clé est exacte", "La clé de contrôle du SIRET « {valeur} » est fausse."
    ),
    "DECP_OBJET_ABSENT": Modele(A_CONFIRMER, "l’objet du marché", "L’objet du marché manque."),
    "DECP_OBJET_TRONQUE": Modele(
        INFORMATION,
        "un objet complet",
        "L’objet atteint la longueur maximale du format : sa fin est sans doute coupée.",
    ),
    "DECP_CARACTERES_PERDUS": Modele(
        INFORMATION,
        "un texte lisible",
        "Des lettres accentuées ont été perdues avant la publication : « {valeur} ».{lu}",
    ),
    "DECP_ENCODAGE_DOUBLE": Modele(
        INFORMATION, "un texte lisible", "Le texte était encodé deux fois : il a été lu « {lu} »."
    ),
    "DECP_BALISES": Modele(
        INFORMATION, "un texte sans balise", "Des balises ou des codes HTML ont été retirés du texte."
    ),
    "DECP_MONTANT_ABSENT": Modele(A_CONFIRMER, MONTANT, "Le montant n’est pas communiqué (« {valeur} »)."),
    "DECP_MONTANT_NUL": Modele(
        A_CONFIRMER, MONTANT, "Le montant publié est {valeur} : il est considéré comme inconnu."
    ),
    "DECP_MONTANT_INVRAISEMBLABLE": Modele(
        A_CONFIRMER,
        MONTANT,
        "Le montant publié, {valeur}, est invraisemblable : il est considéré comme inconnu.",
    ),
    "DECP_MONTANT_ILLISIBLE": Modele(A_CONFIRMER, MONTANT, "« {valeur} » n’est pas un montant."),
    "DECP_MONTANT_FAIBLE": Modele(
        A_CONFIRMER, "le montant total HT", "Le montant publié, {valeur} €, ressemble à un prix unitaire."
    ),
    "DECP_MONTANT_FORMAT": Modele(
        INFORMATION, MONTANT, "Le montant est écrit « {valeur} » : il a été lu {lu} €."
    ),
    "DECP_DUREE_ABSENTE": Modele(A_CONFIRMER, DUREE, "La durée n’est pas communiquée (« {valeur} »)."),
    "DECP_DUREE_ILLISIBLE": Modele(A_CONFIRMER, DUREE, "« {valeur} » n’est pas une durée en mois."),
    "DECP_DUREE_INVRAISEMBLABLE": Modele(
        A_CONFIRMER,
        DUREE,
        "Une durée de {valeur} mois est invraisemblable : elle est considérée comme inconnue.",
    ),
    "DECP_DATE_ABSENTE": Modele(INFORMATION, DATE, "La date n’est pas communiquée (« {valeur} »)."),
    "DECP_DATE_ILLISIBLE": Modele(A_CONFIRMER, DATE, "« {valeur} » n’est pas une date."),
    "DECP_DATE_INVRAISEMBLABLE": Modele(
        A_CONFIRMER, DATE, "La date « {valeur} » est invraisemblable : elle est ignorée."
    ),
    "DECP_DATE_FORMAT": Modele(INFORMATION, DATE, "La date est écrite « {valeur} » : elle a été lue {lu}."),
    "DECP_CPV_ABSENT": Modele(INFORMATION, CPV, "Le code CPV n’est pas communiqué (« {valeur} »)."),
    "DECP_CPV_COURT": Modele(A_CONFIRMER, CPV, "Le code CPV « {valeur} » est trop court : il a été lu {lu}."),
    "DECP_CPV_CLE": Modele(INFORMATION, CPV, "Le code CPV « {valeur} » porte sa clé : il a été lu {lu}."),
    "DECP_CPV_ILLISIBLE": Modele(A_CONFIRMER, CPV, "« {valeur} » n’est pas un code CPV."),
    "DECP_TITULAIRE_ABSENT": Modele(A_CONFIRMER, "au moins un titulaire", "Aucun titulaire n’est publié."),
    "DECP_TITULAIRE_NEANT": Modele(
        A_CONFIRMER,
        "une entreprise",
        "Le titulaire « {valeur} » est une case remplie à vide : lot sans attributaire ?",
    ),
    "DECP_TITULAIRE_DOUBLE": Modele(
        INFORMATION, "chaque titulaire une fois", "Le titulaire « {valeur} » est cité deux fois."
    ),
    "DECP_TITULAIRES_A_PLAT": Modele(
        INFORMATION,
        "titulaires → titulaire",
        "Les titulaires sont publiés à plat, comme dans l’ancien format.",
    ),
    "DECP_CONSIDERATION_ABSENTE": Modele(
        INFORMATION, CONSIDERATION, "Les considérations sociales ne sont pas communiquées (« {valeur} »)."
    ),
    "DECP_CONSIDERATION_INCONNUE": Modele(
        A_CONFIRMER, CONSIDERATION, "« {valeur} » n’est pas une considération sociale du format."
    ),
    "DECP_CONSIDERATION_CONTRADICTOIRE": Modele(
        A_CONFIRMER, CONSIDERATION, "« Pas de considération sociale » est publié avec une autre valeur."
    ),
    "DECP_BOOLEEN": Modele(INFORMATION, "true ou false", "« {valeur} » a été lu {lu}."),
    "DECP_BOOLEEN_ILLISIBLE": Modele(INFORMATION, "true ou false", "« {valeur} » n’est ni oui ni non."),
    "DECP_MODIFICATION_SANS_EFFET": Modele(
        INFORMATION,
        "un montant, une durée ou un titulaire nouveau",
        "La modification {valeur} ne change rien.",
    ),
    "DECP_MODIFICATION_ILLISIBLE": Modele(
        A_CONFIRMER, "une modification", "La modification {valeur} est illisible."
    ),
    "DECP_DOUBLON_IDENTIQUE": Modele(
        INFORMATION,
        "une notice par marché",
        "Notice identique à la notice n° {lu} du fichier : elle est écartée.",
    ),
    "DECP_DOUBLON_DIFFERENT": Modele(
        A_CONFIRMER,
        "une notice par marché",
        "Même marché que la notice n° {lu}, qui est retenue. Ce qui diffère : {valeur}.",
    ),
}


ANOMALIES_PAR_NOTICE = 100


class Constats(list):
    """The anomalies found so far on one notice."""

    def signaler(self, code: str, champ: str, valeur: object = None, *, lu: object = "") -> None:
        """Add one anomaly; `lu` is what was understood in place of the value found. A flood stops at 100."""
        if len(self) >= ANOMALIES_PAR_NOTICE:
            return
        modele = MODELES[code]
        trouve = apercu(valeur)
        phrase = modele.phrase.format(valeur=trouve, lu=lu)
        self.append(Anomalie(code, modele.gravite, champ, trouve, modele.attendu, phrase))


def apercu(valeur: object, longueur: int = 80) -> str:
    """A published value, short enough for a sentence; nothing published is « vide »."""
    if isinstance(valeur, list | dict):
        return "une liste" if isinstance(valeur, list) else "un objet"
    texte = "vide" if valeur is None or valeur == "" else str(valeur)[: longueur * 4]
    texte = "".join(signe if signe.isprintable() else " " for signe in texte)
    return texte if len(texte) <= longueur else texte[: longueur - 1] + "…"
