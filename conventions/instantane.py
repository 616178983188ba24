"""The data that the convention's PDF prints and keeps (D1)."""

from conventions.articles import articles_remplis
from conventions.services.redaction import convention_signataires
from conventions.textes import CONTEXTE
from conventions.variables import remplir
from guichet.base.dates import date_longue
from guichet.base.formats import siret
from guichet.base.horloge import aujourdhui
from guichet.territoires.reglages import reglages

LETTRES = {1: "un", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 12: "douze", 24: "vingt-quatre"}
PARTIES = {
    "guichet": ("Signature_Guichet", "Pour le guichet"),
    "structure": ("Signature_Structure", "Pour la structure"),
    "prefet": ("Signature_Prefet", "Pour l’État"),
}


def valeurs_par_defaut(convention, poses: dict) -> dict[str, str]:
    """Return the variables of the articles as the settings of the territoire give them."""
    territoire = convention.territoire
    return {
        "porteur": territoire.porteur,
        "territoire": territoire.nom,
        "structure": convention.partenaire.nom,
        "service_etat": f"{poses['libelle_etat']} ({territoire.departement})",
        "jour_releve": str(poses["jour_echeance"]),
        "validite_fiche": f"{in_letters(poses['validite_fiche_mois'])} mois",
        "ecart_mission": f"{poses['ecart_mission_jours']} jours",
        "duree_eligibilite": f"{poses['duree_eligibilite_mois']} mois",
        "delai_reponse": f"{poses['reponse_jours']} jours",
        "comites_par_an": "deux",
        "preavis": "deux mois",
        "conservation": f"{poses['conservation_mois']} mois",
        "contact_donnees": "la personne déléguée à la protection des données du porteur",
    }


def in_letters(nombre: int) -> str:
    """Return a small number in letters, in figures beyond those known."""
    return LETTRES.get(nombre, str(nombre))


def valeurs(convention, poses: dict) -> dict[str, str]:
    """Return the variables, those of the draft first."""
    return valeurs_par_defaut(convention, poses) | convention.variables


def instantane(convention) -> dict:
    """Return the snapshot of a convention. Raises the Refus of `articles` and `remplir`."""
    poses = reglages(convention.territoire)
    mots = valeurs(convention, poses)
    territoire, partenaire = convention.territoire, convention.partenaire
    signataires = list(convention_signataires(convention))
    return {
        "nature": "Convention",
        "accent": territoire.accent,
        "emetteur": {
            "nom": territoire.porteur,
            "service": "Guichet des clauses sociales",
            "sigle": territoire.initiale,
        },
        "cofinanceurs": [poses["cofinanceur"]] if poses["cofinanceur"] else [],
        "sur_titre": "Clauses sociales d’insertion",
        "titre": "Convention de partenariat",
        "titre_complet": f"Convention de partenariat {convention.annee}, {partenaire}",
        "phrase": "Le guichet, la structure et l’État : qui fait quoi pour les personnes en parcours.",
        "periode": "Un an à compter de la dernière signature"
        + (", reconduction tacite" if convention.reconduction_tacite else ""),
        "mention": f"Établie le {date_longue(aujourdhui(territoire))}, à signer par trois parties",
        "parties": _parties(territoire, partenaire, poses, signataires),
        "contexte": [remplir(texte, mots) for texte in CONTEXTE],
        "articles": articles_remplis(convention.variante, mots),
        "formule_signature": "Fait en trois exemplaires originaux, un pour chaque partie.",
        "signataires": [
            {
                "champ": PARTIES[s.qualite][0],
                "partie": PARTIES[s.qualite][1],
                "nom": s.nom,
                "qualite": s.fonction,
            }
            for s in signataires
        ],
    }


def _parties(territoire, partenaire, poses, signataires) -> list[dict]:
    qui = {s.qualite: ", ".join(filter(None, [s.nom, s.fonction.lower()])) for s in signataires}
    organisation = partenaire.organisation
    lieu = " ".join(filter(None, [organisation.code_postal, organisation.commune]))
    identite = ", ".join(
        filter(None, [lieu, f"SIRET {siret(organisation.siret)}" if organisation.siret else ""])
    )
    return [
        {
            "nom": territoire.porteur,
            "role": "Porteur du guichet unique",
            "appellation": "le guichet",
            "description": f"{territoire.nom}. Signataire : {qui['guichet']}.",
        },
        {
            "nom": partenaire.nom,
            "role": partenaire.get_genre_display(),
            "appellation": "la structure",
            "description": f"{identite}. Signataire : {qui['structure']}.".lstrip(". "),
        },
        {
            "nom": "L’État",
            "role": f"{poses['libelle_etat']}, département {territoire.departement}",
            "appellation": "l’État",
            "description": f"Signataire : {qui['prefet']}.",
        },
    ]
