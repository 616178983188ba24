"""The sentence of a relevé: lines, hours, marchés, what is left to do, change on last month."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q

from guichet.base.dates import mois_nom
from guichet.base.formats import evolution
from guichet.base.formats import heures as ecrire_heures
from publics.models import EtatLigne, LigneReleve, Releve
from publics.querysets.heures import hours
from publics.regles.calendrier import ajouter_mois
from publics.services.releves_envoi import CONFIRMEE, SITUEE


@dataclass(frozen=True, kw_only=True)
class Resume:
    """Figures of a relevé. `avant` are the employer's hours of the month before, None without any."""

    lignes: int
    heures: Decimal
    marches: int
    sans_anomalie: int
    a_confirmer: int
    a_corriger: int
    a_decider: int
    de_cote: int
    pretes: int
    a_reprendre: int
    heures_a_decider: Decimal
    avant: Decimal | None
    mois_avant: str
    total_fichier: Decimal | None

    @property
    def phrase(self) -> str:
        """« 38 lignes, 1 412,50 h, 3 marchés, 2 à confirmer, +12 % vs septembre »."""
        parties = [
            compter(self.lignes, "ligne"),
            ecrire_heures(self.heures, 2),
            compter(self.marches, "marché"),
        ]
        if self.a_confirmer:
            parties.append(f"{self.a_confirmer} à confirmer")
        if self.avant:
            parties.append(f"{evolution((self.heures - self.avant) / self.avant, 0)} vs {self.mois_avant}")
        return ", ".join(parties)

    @property
    def ecart_total(self) -> Decimal | None:
        """Hours too many or missing against the file's total; None without one, or within 0.01 h a line."""
        if self.total_fichier is None:
            return None
        ecart = self.heures - self.total_fichier
        return ecart if abs(ecart) > Decimal("0.01") * max(self.lignes, 1) else None


def compter(nombre: int, nom: str) -> str:
    """« 1 ligne », « 38 lignes »."""
    return f"{nombre} {nom}{'s' if nombre > 1 else ''}"


def resume_de(releve: Releve) -> Resume:
    """Return the figures of a relevé; one query."""
    avant = ajouter_mois(releve.mois, -1)
    sienne, ouverte = Q(releve=releve), Q(envoyee_le__isnull=True)
    precedente = Q(employeur=releve.employeur_id, mois=avant, courante=True)
    ecartee = Q(etat__in=[EtatLigne.IGNOREE, EtatLigne.MISE_DE_COTE])
    compte = sienne & ~ecartee & (ouverte | Q(courante=True))
    prete = (
        ouverte
        & SITUEE
        & (
            Q(etat__in=[EtatLigne.SANS_ANOMALIE, EtatLigne.A_DECIDER])
            | Q(etat=EtatLigne.A_CONFIRMER) & CONFIRMEE
        )
    )

    def nombre(condition) -> Count:
        return Count("pk", filter=compte & condition)

    chiffres = LigneReleve.objects.filter(sienne | precedente).aggregate(
        lignes=Count("pk", filter=compte),
        total=hours(F("heures"), compte),
        marches=Count("lot__marche", filter=compte, distinct=True),
        sans_anomalie=nombre(Q(etat__in=[EtatLigne.SANS_ANOMALIE, EtatLigne.VALIDEE])),
        a_confirmer=nombre(Q(etat=EtatLigne.A_CONFIRMER)),
        a_corriger=nombre(Q(etat=EtatLigne.A_CORRIGER)),
        a_decider=nombre(Q(heures_a_decider__gt=0)),
        attente=hours(F("heures_a_decider"), compte),
        de_cote=Count("pk", filter=sienne & Q(etat=EtatLigne.MISE_DE_COTE)),
        pretes=Count("pk", filter=sienne & prete),
        mois_precedent=hours(F("heures"), precedente & ~ecartee),
        a_reprendre=nombre(ouverte & ~prete | Q(courante=True, etat=EtatLigne.A_CORRIGER)),
    )
    return Resume(
        heures=chiffres.pop("total"),
        heures_a_decider=chiffres.pop("attente"),
        avant=chiffres.pop("mois_precedent") or None,
        **chiffres,
        mois_avant=mois_nom(avant),
        total_fichier=releve.total_fichier,
    )
