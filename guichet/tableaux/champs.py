"""What the columns of a table may mean: fields, their synonyms, how a cell of each is read. Pure.

A kind of table is a tuple of `Champ`; `RELEVE` is the monthly one. Another kind (recovery of an old
spreadsheet, half-yearly table…) declares its own tuple and uses the same recognition.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from guichet.tableaux import dates, valeurs
from guichet.tableaux.dates import sans_accents


@dataclass(frozen=True, slots=True)
class Champ:
    """A meaning that a column may have.

    `cle`: stable name; `libelle`: French word on screen; `synonymes`: header texts without accents, lower
    case; `lire`: cell → value, raising `Illisible`; `date`: the reader takes `epoque`; `multiple`: several
    columns may have this meaning (weeks); `ecarte`: recognised so as not to be taken for another field, then
    ignored.
    """

    cle: str
    libelle: str
    synonymes: tuple[str, ...]
    lire: Callable = valeurs.lire_texte
    date: bool = False
    multiple: bool = False
    ecarte: bool = False


RELEVE = (
    Champ(
        "personne_id",
        "Identifiant de la personne",
        ("identifiant", "id personne", "identifiant personne", "ref personne", "code salarie", "matricule"),
    ),
    Champ(
        "nom",
        "Nom",
        ("nom", "nom usage", "nom de famille", "nom salarie", "nom du salarie", "nom naissance", "noms"),
    ),
    Champ("prenom", "Prénom", ("prenom", "prenoms", "prenom salarie", "prenom du salarie")),
    Champ(
        "personne",
        "Nom et prénom",
        (
            *(
                "nom prenom",
                "nom et prenom",
                "prenom nom",
                "prenom et nom",
                "nom complet",
                "salarie",
                "salaries",
            ),
            *("nom prenom salarie", "nom et prenom du salarie", "personne", "beneficiaire", "participant"),
            *("identite", "interimaire", "employe", "nom du beneficiaire", "salarie en insertion", "agent"),
            *(
                "nom prenom du beneficiaire",
                "collaborateur",
                "nom de l interimaire",
                "candidat",
                "noms prenoms",
            ),
            *("noms et prenoms", "nom prenoms"),
        ),
    ),
    Champ(
        "naissance",
        "Date de naissance",
        (
            "date de naissance",
            "date naissance",
            "ne le",
            "nee le",
            "ne e le",
            "naissance",
            "ddn",
            "dn",
            "date naiss",
        ),
        dates.lire_naissance,
        date=True,
    ),
    Champ(
        "pass_iae",
        "PASS IAE",
        ("pass iae", "n pass iae", "numero pass iae", "pass", "n pass", "numero pass", "agrement"),
        valeurs.lire_pass_iae,
    ),
    Champ(
        "siret",
        "SIRET de l’entreprise",
        (
            "siret",
            "n siret",
            "numero siret",
            "siret entreprise",
            "siret titulaire",
            "siret entreprise utilisatrice",
        ),
        valeurs.lire_siret,
    ),
    Champ(
        "entreprise",
        "Entreprise",
        (
            *(
                "entreprise",
                "titulaire",
                "entreprise utilisatrice",
                "eu",
                "nom de l entreprise",
                "nom entreprise",
            ),
            *("societe", "client", "entreprise titulaire", "entreprise attributaire", "attributaire"),
            *("raison sociale", "nom du titulaire", "nom du client"),
        ),
    ),
    Champ(
        "donneur_ordre",
        "Donneur d’ordre",
        (
            *("donneur d ordre", "maitre d ouvrage", "maitre ouvrage", "moa", "acheteur", "collectivite"),
            "donneur ordre",
        ),
    ),
    Champ(
        "marche",
        "Marché",
        (
            *("marche", "n marche", "numero marche", "numero de marche", "reference marche", "ref marche"),
            *("nom du marche", "intitule du marche", "libelle du marche", "objet du marche", "code marche"),
            *(
                "chantier",
                "nom du chantier",
                "operation",
                "nom de l operation",
                "projet",
                "affaire",
                "n de marche",
            ),
            *("intitule", "libelle marche", "intitule marche", "objet", "marches", "marche public", "site"),
            *(
                "marche lot",
                "marche et lot",
                "chantier marche",
                "n du marche",
                "numero du marche",
                "nom marche",
            ),
        ),
    ),
    Champ(
        "lot",
        "Lot",
        (
            "lot",
            "n lot",
            "numero lot",
            "numero de lot",
            "n du lot",
            "n de lot",
            "intitule du lot",
            "corps d etat",
        ),
    ),
    Champ(
        "mois",
        "Mois",
        ("mois", "periode", "mois concerne", "mois de releve", "mois annee", "mois declare"),
        dates.lire_mois,
        date=True,
    ),
    Champ(
        "debut",
        "Début",
        (
            *("debut", "date debut", "date de debut", "date d entree", "date entree", "debut contrat"),
            *("debut de contrat", "date debut contrat", "debut mission", "debut de mission", "entree"),
            *("date de debut de contrat", "date d embauche", "embauche", "date de debut de mission", "du"),
            *("date debut mission", "date de debut du contrat"),
        ),
        dates.lire_date,
        date=True,
    ),
    Champ(
        "fin",
        "Fin",
        (
            *(
                "fin",
                "date fin",
                "date de fin",
                "date de sortie",
                "date sortie",
                "fin contrat",
                "fin de contrat",
            ),
            *("date fin contrat", "fin mission", "fin de mission", "sortie", "date de fin de contrat", "au"),
            *("date de fin de mission", "date fin mission", "fin prevue", "date de fin prevue"),
            "date de fin du contrat",
        ),
        dates.lire_date,
        date=True,
    ),
    Champ(
        "contrat",
        "Type de contrat",
        ("contrat", "type de contrat", "type contrat", "nature du contrat", "nature contrat", "modalite"),
    ),
    Champ(
        "poste",
        "Poste",
        ("poste", "metier", "emploi", "qualification", "fonction", "poste occupe", "code rome", "rome"),
    ),
    Champ(
        "heures",
        "Heures du mois",
        (
            *("heures", "nb heures", "nombre heures", "nombre d heures", "nbre heures", "nbre d heures", "h"),
            *("nb d heures", "heures realisees", "heures effectuees", "heures travaillees", "heures du mois"),
            *("total heures", "total", "total mois", "total du mois", "heures mois", "volume horaire", "hrs"),
            *("heures d insertion", "heures insertion", "nombre d heures realisees", "total h", "duree"),
            *(
                "nombre d heures effectuees",
                "nombre d heures travaillees",
                "heures totales",
                "total des heures",
            ),
            *("nb heures realisees", "nb heures effectuees", "nb heures travaillees", "quantite", "nb h"),
            *("heures clause", "heures mensuelles", "heures faites", "heures de mission", "heures chantier"),
            *("heures declarees", "total heures mois", "heures entreprise", "total mensuel", "nbr heures"),
        ),
        valeurs.lire_heures,
    ),
    Champ(
        "semaine",
        "Semaine",
        ("semaine", "sem", "heures semaine"),
        valeurs.lire_heures,
        multiple=True,
    ),
    Champ(
        "heures_formation",
        "Heures de formation",
        (
            *(
                "heures de formation",
                "heures formation",
                "formation",
                "nb heures formation",
                "dont formation",
            ),
            "nombre d heures de formation",
        ),
        valeurs.lire_heures,
    ),
    Champ(
        "observation",
        "Observations",
        ("observation", "observations", "commentaire", "commentaires", "remarques"),
    ),
    Champ(
        "autres_heures",
        "Autres heures",
        (
            *(
                "heures prevues",
                "heures contrat",
                "heures contractuelles",
                "heures restantes",
                "reste a realiser",
            ),
            *("cumul", "cumul heures", "heures cumulees", "heures a realiser", "objectif", "heures engagees"),
            *("cumul annuel", "total cumule", "heures dues", "solde", "heures precedentes", "total annuel"),
            *("heures absence", "absences", "conges", "heures supplementaires", "heures sup", "etp", "hebdo"),
            *(
                "duree hebdomadaire",
                "horaire hebdomadaire",
                "taux horaire",
                "taux",
                "cout horaire",
                "montant",
            ),
            *(
                "cumul des heures",
                "heures depuis le debut",
                "duree du contrat",
                "heures facturees",
                "cumul total",
            ),
            *("tarif", "prix", "facture", "salaire", "nb jours", "nombre de jours", "jours"),
        ),
        valeurs.lire_texte,
        multiple=True,
        ecarte=True,
    ),
    Champ(
        "autres",
        "Colonne sans usage",
        (
            *("n", "no", "numero", "rang", "ligne", "civilite", "sexe", "genre", "age", "adresse", "ville"),
            *(
                "code postal",
                "commune",
                "telephone",
                "tel",
                "mail",
                "email",
                "courriel",
                "nationalite",
                "erreur",
            ),
            *(
                "nir",
                "numero de securite sociale",
                "n securite sociale",
                "critere",
                "criteres",
                "prescripteur",
            ),
            *("structure", "nom de la structure", "nom structure", "employeur", "siae", "referent", "agence"),
            *(
                "date de validation",
                "date de prescription",
                "qpv",
                "niveau",
                "tuteur",
                "signature",
                "visa",
                "statut",
            ),
            *(
                "motif",
                "motif de sortie",
                "siret employeur",
                "siret structure",
                "nom du referent",
                "prenom du referent",
            ),
            *(
                "nom du tuteur",
                "type de public",
                "eligibilite",
                "date eligibilite",
                "fin de pass",
                "date fin pass",
            ),
        ),
        multiple=True,
        ecarte=True,
    ),
)
"""Fields of a monthly relevé."""

SEMAINE = re.compile(r"(?:^|\b)(?:s|sem|semaine)\s*(?:n\s*)?(\d{1,2})(?:\b|$)")
TOTAL = re.compile(r"\b(?:total|cumul|somme)")
NON_MOTS = re.compile(r"[^a-z0-9]+")
MOTS_VIDES = {"de", "du", "des", "d", "la", "le", "les", "l", "en", "et", "a", "au", "s", "e"}


@lru_cache(maxsize=8192)
def normaliser(entete: str) -> str:
    """Header text without accents, punctuation nor plural in parentheses: « Prénom(s) » → prenom."""
    texte = re.sub(r"\((?:s|e|es|nt)\)", "", sans_accents(entete.replace("œ", "oe")))
    texte = texte.replace("n°", " n ").replace("nº", " n ").replace("nbre", "nb").replace("°", " ")
    return NON_MOTS.sub(" ", texte).strip()


@lru_cache(maxsize=64)
def index_de(champs: tuple[Champ, ...]) -> tuple[dict[str, Champ], list[tuple[frozenset, Champ]]]:
    """Exact texts → field, and sets of significant words → field, of a kind of table."""
    exacts, mots = {}, []
    for champ in champs:
        for synonyme in champ.synonymes:
            exacts.setdefault(normaliser(synonyme), champ)
            ensemble = frozenset(synonyme.split()) - MOTS_VIDES
            if ensemble:
                mots.append((ensemble, champ))
    return exacts, mots


@lru_cache(maxsize=8192)
def champs_probables(entete: str, champs: tuple[Champ, ...]) -> tuple[tuple[float, Champ], ...]:
    """Fields that a normalised header may mean, with a note from 0 to 1, best first."""
    if not entete or len(entete) > 80:
        return ()
    exacts, ensembles = index_de(champs)
    if (champ := exacts.get(entete)) is not None:
        return ((1.0, champ),)
    semaine = next((champ for champ in champs if champ.cle == "semaine"), None)
    if semaine and SEMAINE.search(entete) and not TOTAL.search(entete):
        return ((0.95, semaine),)
    mots = frozenset(entete.split()) - MOTS_VIDES
    notes: dict[str, tuple[float, Champ]] = {}
    for ensemble, champ in ensembles:
        if ensemble <= mots:
            note = 0.45 + 0.5 * len(ensemble) / len(mots)
            if note > notes.get(champ.cle, (0.0, champ))[0]:
                notes[champ.cle] = (note, champ)
    return tuple(sorted(notes.values(), key=lambda paire: -paire[0]))
