"""Path of a person: one row per object over months, today as an ink line, eligibility as a bounded band."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.base.dates import date_longue, jour, mois, mois_nom
from guichet.graphiques.dessin import Dessin, Repere
from guichet.graphiques.echelles import debuts_de_mois, position_date
from guichet.graphiques.formes import Badge, Ligne, Marque, Rect, Texte

HAUTEUR = 48
PLAQUE = 126
ZERO, CENT = Decimal(0), Decimal(100)


@dataclass(frozen=True)
class Bande:
    """A period, both days included; `texte` is written inside when it is wide enough."""

    debut: date
    fin: date
    style: str
    texte: str = ""
    borne: bool = False


@dataclass(frozen=True)
class Jalon:
    """A dated event; `fait` is a full mark, otherwise it is expected."""

    jour: date
    texte: str
    fait: bool = True


@dataclass(frozen=True)
class Rangee:
    """One object: label, second line, link (or empty), bands and events."""

    libelle: str
    detail: str
    bandes: tuple[Bande, ...] = ()
    jalons: tuple[Jalon, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Parcours:
    """The whole timeline: head with the months, then rows with their drawings."""

    duree: str
    tete: Dessin
    rangees: tuple[tuple[Rangee, Dessin], ...]
    legende: tuple[tuple[Repere, Dessin], ...]
    gabarit: str = "graphiques/parcours.html"


def _phrase(rangee: Rangee) -> str:
    morceaux = [
        f"{b.texte + ', ' if b.texte else ''}du {jour(b.debut)} au {jour(b.fin)}" for b in rangee.bandes
    ]
    morceaux += [f"{j.texte} ({'fait' if j.fait else 'prévu'} le {jour(j.jour)})" for j in rangee.jalons]
    return f"{rangee.libelle} : {' ; '.join(morceaux) or 'rien'}"


def _rangee(rangee: Rangee, identifiant: str, debut: date, fin: date, aujourdhui: date) -> Dessin:
    def x(quand):
        return position_date(quand, debut, fin)

    trimestres = [m for m in debuts_de_mois(debut, fin) if m.month % 3 == 1]
    formes = [Ligne(x(m), ZERO, x(m), HAUTEUR, "grille") for m in trimestres]
    formes.append(Ligne(x(aujourdhui), ZERO, x(aujourdhui), HAUTEUR, "aujourdhui"))
    for b in rangee.bandes:
        # A band ends at the end of its last day.
        gauche, droite = x(b.debut), x(date.fromordinal(b.fin.toordinal() + 1))
        formes.append(Rect(gauche, 14, max(droite - gauche, Decimal("0.4")), 20, b.style))
        if b.borne:
            formes.append(Ligne(droite, 8, droite, 40, "engagement"))
        # About one per cent of the width holds one letter and a half; below that the words would spill.
        if b.texte and droite - gauche >= Decimal("0.9") * len(b.texte) + 1:
            style = "texte-clair" if b.style == "validees" else "texte-fort"
            formes.append(Texte(gauche, 28, b.texte, style, dx=7, secondaire=True))
    for j in rangee.jalons:
        formes.append(Marque(x(j.jour), 24, "losange", "plein" if j.fait else "creux"))
        # Words that would leave the drawing go to the left of their mark.
        ancre, dx = ("end", -12) if x(j.jour) + len(j.texte) > 98 else ("start", 12)
        formes.append(Texte(x(j.jour), 28, j.texte, ancre=ancre, dx=dx, secondaire=True))
    return Dessin(identifiant, _phrase(rangee), HAUTEUR, tuple(formes))


def _tete(identifiant: str, debut: date, fin: date, aujourdhui: date) -> Dessin:
    formes, ici = [], position_date(aujourdhui, debut, fin)
    for m in debuts_de_mois(debut, fin):
        if m.month % 3 != 1:
            continue
        place = position_date(m, debut, fin)
        # The plate of today hides the month it covers, and more of them on a narrow screen.
        if not -14 < place - ici < Decimal("6.5") and place < 95:
            janvier = m.month == 1
            proche = not -30 < place - ici < 20
            formes.append(
                Texte(
                    place,
                    20,
                    f"janv. {m.year}" if janvier else mois_nom(m),
                    "texte-fort" if janvier else "texte",
                    dx=4,
                    secondaire=not (janvier and proche),
                )
            )
    dx = -PLAQUE // 2 if ici > 90 else PLAQUE // 2 if ici < 10 else 0
    formes.append(Badge(ici, Decimal(16), date_longue(aujourdhui).split(" ", 1)[1], PLAQUE, dx=dx))
    return Dessin(identifiant, f"De {mois(debut)} à {mois(fin)}", 32, tuple(formes), decoratif=True)


def parcours(
    rangees: list[Rangee],
    *,
    debut: date,
    fin: date,
    aujourdhui: date,
    identifiant: str,
    duree: str,
    legende: tuple[Repere, ...] = (),
) -> Parcours:
    """Timeline of `rangees` between two first days of months (`debut` included, `fin` excluded)."""
    dessins = tuple(
        (r, _rangee(r, f"{identifiant}-{rang}", debut, fin, aujourdhui)) for rang, r in enumerate(rangees)
    )
    tete = _tete(f"{identifiant}-tete", debut, fin, aujourdhui)
    reperes = Dessin(identifiant, "", 0, (), legende=legende).reperes
    return Parcours(duree, tete, dessins, reperes)
