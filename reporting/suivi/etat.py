"""What the State reads of a territoire: sums, structures, masked profiles, exits, delays. No name (R14)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from guichet.base.formats import etp, nombre
from guichet.models import Acteur
from guichet.rgpd.masques import masquer
from guichet.territoires.reglages import reglage
from publics.models import Releve
from reporting.indicateurs import faits, mesures
from reporting.indicateurs.lus import ZERO, Faits
from reporting.indicateurs.perimetre import Perimetre
from reporting.indicateurs.periodes import Periode, annee
from reporting.indicateurs.repartitions import PROFILS, Part, profil
from reporting.indicateurs.sorties import nature
from reporting.suivi.courbes import modalites

NATURES = {
    "durable": "Durables (CDI, CDD de six mois ou plus)",
    "transition": "Emploi de transition",
    "positive": "Formation",
    "autre": "Autres sorties",
}


@dataclass(frozen=True)
class StructureLue:
    """A partner structure: hours of the year, relevés due and late over twelve months."""

    acteur: Acteur
    heures: Decimal
    releves: int
    retards: int

    @property
    def nom(self) -> str:
        """Its name."""
        return self.acteur.nom


@dataclass(frozen=True)
class TableauEtat:
    """What the page shows, for the year of `jour`."""

    jour: date
    faits: Faits
    structures: list[StructureLue]
    sorties: list[Part]

    @property
    def chiffres(self) -> list[dict]:
        """Figures at the head of the page, each with the year before."""
        avant = self.jour.year - 1
        lignes = (
            ("Heures validées", mesures.heures_realisees, lambda v: nombre(v, 0), "h"),
            ("Personnes", mesures.personnes, nombre, ""),
            ("Donneurs d’ordre", mesures.donneurs_ordre, nombre, ""),
            (
                f"Équivalent temps plein (base {nombre(self.faits.base_etp)} h)",
                mesures.etp_territoire,
                etp,
                "",
            ),
        )
        return [
            {
                "libelle": f"{mots} en {self.jour.year}",
                "valeur": ecrire(mesure(self.faits, 0)),
                "unite": unite,
                "phrase": f"{ecrire(mesure(self.faits, 1))} en {avant}, année entière.",
            }
            for mots, mesure, ecrire, unite in lignes
        ]

    @property
    def effectif(self) -> int:
        """Persons of the year."""
        return mesures.personnes(self.faits, 0)

    @property
    def profils(self) -> list:
        """Profiles of the year, masked."""
        return [(r.libelle, profil(self.faits, 0, r)) for r in PROFILS]

    @property
    def modalites(self):
        """Hours by modalité."""
        return modalites(self.faits.heures_de(0), decimales=0)


def tableau_etat(*, acces, jour: date) -> TableauEtat:
    """Return the State's view of the territoire of `acces`."""
    territoire = acces.territoire
    perimetre = Perimetre(territoire)
    periodes = (Periode(date(jour.year, 1, 1), jour, str(jour.year)), annee(jour.year - 1))
    lus = Faits(
        periodes,
        reglage(territoire, "base_etp"),
        lots=faits.lots(perimetre),
        heures=faits.heures(perimetre),
        personnes=faits.personnes(perimetre, periodes),
        sorties=faits.sorties(perimetre),
    )
    return TableauEtat(jour, lus, _structures(acces, lus, jour), _exits(lus))


def _exits(lus: Faits) -> list[Part]:
    """Break the exits of the year down, masked as any breakdown of persons."""
    nombres = dict.fromkeys(NATURES, 0)
    for s in lus.sorties:
        if s.le in lus.periodes[0]:
            nombres[nature(s)] += 1
    total = sum(nombres.values())
    if not total:
        return []
    caches = masquer(nombres)
    ordre = [c for c in nombres if c in caches]
    return [
        Part(NATURES[c], None, None, None, True, ordre.index(c))
        if c in caches
        else Part(NATURES[c], n, None, Decimal(n) / total)
        for c, n in nombres.items()
    ]


def _structures(acces, lus: Faits, jour: date) -> list[StructureLue]:
    releves = Releve.objects.filter(
        employeur=OuterRef("pk"),
        courante=True,
        attendu_le__gt=jour.replace(year=jour.year - 1, day=min(jour.day, 28)),
        attendu_le__lt=jour,
    ).order_by()
    retards = releves.filter(Q(depose_le__date__gt=F("attendu_le")) | Q(etat="attendu"))

    def number(rangs):
        return Coalesce(Subquery(rangs.values("employeur").annotate(n=Count("pk")).values("n")), 0)

    heures: dict = {}
    for h in lus.heures_de(0):
        heures[h.employeur] = heures.get(h.employeur, ZERO) + h.validees
    structures = Acteur.objects.visible_to(acces).partenaires().filter(actif=True)
    return [
        StructureLue(a, heures.get(a.pk, ZERO), a.releves, a.retards)
        for a in structures.annotate(releves=number(releves), retards=number(retards)).order_by("nom", "pk")
    ]
