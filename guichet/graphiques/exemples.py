"""Synthetic figures of the gallery page, which shows every component in its states."""

from datetime import date
from decimal import Decimal as D

from guichet.graphiques.annuel import Serie, annees
from guichet.graphiques.barre_heures import Heures, echelle_commune, petite_barre
from guichet.graphiques.cumul import Cumul, heures_cumulees
from guichet.graphiques.dessin import Repere
from guichet.graphiques.mois import Mois, heures_par_mois
from guichet.graphiques.parcours import Bande, Jalon, Rangee, parcours
from guichet.graphiques.parts import repartition

JOUR = date(2026, 11, 5)
VALIDEES = ("0", "42", "96.5", "112", "84", "128.5", "98", "21", "105")
LOTS = (
    ("Espaces verts 2026–2029, lot 2", "Paysages Fradin, secteur nord", 3600, 412, 716, 2071),
    ("Groupe scolaire Jean-Macé, lot 1", "Maçonnerie Guilbot, gros œuvre", 2150, 1286, 1440, 2021),
    ("Groupe scolaire Jean-Macé, lot 3", "Caillaud Peinture, peinture et sols", 1280, 687, 859, 1213),
    ("Restauration scolaire, lot 3", "Traiteur Mercier, livraison", 615, 379, 372, 627),
    ("Nettoyage des bâtiments, lot 1", "Sèvre Propreté, écoles et mairies", 4800, 3318, 3200, 4977),
)
RISQUES = (("Élevé", "risque"), ("À surveiller", "surveiller"), ("Dans les temps", "valide"))


def un_lot() -> Heures:
    """A running lot with hours of every kind."""
    return Heures(D(1280), D(687), D("118.5"), D(63), D(859), D(1213), "dont avenant 80")


def mois_du_lot():
    """Months of the same lot, the last five forecast."""
    mois = [Mois(date(2026, n + 1, 1), validees=D(v)) for n, v in enumerate(VALIDEES)]
    mois[5] = Mois(date(2026, 6, 1), validees=D("128.5"), attente=D(63))
    mois.append(Mois(date(2026, 10, 1), declarees=D("118.5")))
    suivants = [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)]
    mois += [Mois(m, prevision=D("81.5")) for m in suivants]
    phrase = (
        "Août n’a donné que 21 h. Depuis septembre, le lot dépasse 100 h par mois, "
        "sans rattraper le retard de l’été."
    )
    return heures_par_mois(mois, phrase=phrase, identifiant="mois", rythme=D("94.9"))


def cumul():
    """A year of a donneur d'ordre, October still to control."""
    valides = (2200, 2650, 3120, 3640, 4220, 4820, 5564, 6151, 6546, 7142)
    attendus = (2300, 2780, 3240, 3700, 4220, 4760, 5420, 5980, 6380, 6940, 7440, 7960, 8480)
    points = []
    for rang, attendu in enumerate(attendus):
        mois = date(2025, 12, 1) if rang == 0 else date(2026, rang, 1)
        valide = D(valides[rang]) if rang < len(valides) else None
        points.append(Cumul(mois, valide, D(attendu), D(7784) if rang == 10 else None))
    phrase = "Fin septembre, 7 142 h validées pour 6 940 attendues. Octobre ajouterait 642 h."
    return heures_cumulees(points, phrase=phrase, identifiant="cumul")


def lots():
    """Rows of a dashboard: lot, small bar, risk."""
    heures = [Heures(D(a), D(v), attendues=D(t), prevision=D(p)) for _, _, a, v, t, p in LOTS]
    echelle = echelle_commune(heures)
    for rang, ((nom, titulaire, *_), h) in enumerate(zip(LOTS, heures, strict=True)):
        risque = RISQUES[0 if rang == 0 else 1 if rang < 3 else 2]
        yield {
            "nom": nom,
            "titulaire": titulaire,
            "heures": h,
            "ratio": h.prevision / h.a_realiser,
            "barre": petite_barre(h, f"lot-{rang}", echelle),
            "risque": risque[0],
            "aspect": risque[1],
        }


def modalites():
    """Shares of the hours by modalité."""
    valeurs = [
        ("Mise à disposition", D(4100)),
        ("Sous-traitance à une EI ou un ACI", D(1643)),
        ("Embauche directe", D(1105)),
        ("Formation", D(294)),
    ]
    return repartition(valeurs, objet="Modalité", identifiant="modalites", decimales=0)


def bilan():
    """The two charts of a yearly report."""
    ans = ("2015", "2016", "2017")
    identifiees = Serie("Identifiées", (D(17662), D(56975), D(69871)), "identifiees")
    realisees = Serie("Réalisées", (D(6735), D(10794), D(25009)))
    personnes = Serie("Personnes", (D(37), D(63), D(115)))
    phrase = "Les heures réalisées font plus que doubler en un an."
    return (
        annees(ans, (identifiees, realisees), phrase=phrase, identifiant="bilan-heures"),
        annees(
            ans,
            (personnes,),
            phrase="Trois fois plus de personnes qu’en 2015.",
            identifiant="bilan-personnes",
            axe=False,
        ),
    )


def parcours_d_une_personne():
    """Two years of one person over four marchés."""
    fiche = "fiche"
    rangees = [
        Rangee(
            "Éligibilité",
            "89 jours restants",
            (
                Bande(
                    date(2025, 2, 3),
                    date(2027, 2, 2),
                    "eligibilite",
                    "24 mois, du 03/02/2025 au 02/02/2027",
                    borne=True,
                ),
            ),
        ),
        Rangee(
            "Fiches de prescription",
            "deux mois pour commencer",
            (
                Bande(date(2025, 1, 20), date(2025, 3, 20), fiche),
                Bande(date(2025, 8, 28), date(2025, 10, 28), fiche),
                Bande(date(2026, 2, 17), date(2026, 4, 17), fiche),
                Bande(date(2026, 10, 2), date(2026, 12, 2), "eligibilite"),
            ),
        ),
        Rangee(
            "Nettoyage des bâtiments, lot 1",
            "Coup de Main 79, AI",
            (Bande(date(2025, 2, 3), date(2025, 6, 27), "validees", "412 h"),),
        ),
        Rangee(
            "24 logements rue des Tilleuls, lot 7",
            "Sèvre Intérim Insertion, ETTI",
            (Bande(date(2025, 9, 15), date(2025, 12, 19), "validees", "286,5 h"),),
        ),
        Rangee(
            "Groupe scolaire Jean-Macé, lot 3",
            "Sèvre Intérim Insertion, ETTI",
            (
                Bande(date(2026, 3, 2), date(2026, 9, 30), "validees", "181,5 h"),
                Bande(date(2026, 10, 1), JOUR, "declarees"),
            ),
            url="#lot",
        ),
        Rangee(
            "Médiathèque de Chauray, lot 5",
            "Sèvre Intérim Insertion, ETTI",
            (
                Bande(date(2026, 11, 16), date(2027, 2, 2), "prevision", "à valider"),
                Bande(date(2027, 2, 3), date(2027, 2, 26), "hors-eligibilite"),
            ),
        ),
        Rangee(
            "Évaluations",
            "fin de mission",
            jalons=(
                Jalon(date(2025, 6, 30), "30/06/2025"),
                Jalon(date(2025, 12, 22), "22/12/2025"),
                Jalon(date(2026, 12, 19), "attendue", fait=False),
            ),
        ),
        Rangee(
            "Suivi après l’entrée",
            "6 et 12 mois",
            jalons=(
                Jalon(date(2025, 8, 3), "6 mois, sans emploi"),
                Jalon(date(2026, 2, 3), "12 mois, en formation"),
            ),
        ),
    ]
    return parcours(
        rangees,
        debut=date(2025, 1, 1),
        fin=date(2027, 4, 1),
        aujourdhui=JOUR,
        identifiant="parcours",
        duree="Deux ans et trois mois",
        legende=(
            Repere("validees", "Heures validées"),
            Repere("declarees", "Déclarées"),
            Repere("prevision", "Mission à valider"),
            Repere("hors-eligibilite", "Hors éligibilité"),
        ),
    )
