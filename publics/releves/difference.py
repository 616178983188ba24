"""What a rectificatif changes to the version before."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from guichet.base.formats import heures as ecrire_heures
from publics.models import EtatLigne, LigneReleve, Releve
from publics.querysets.heures import hours

ECARTEES = (EtatLigne.IGNOREE, EtatLigne.MISE_DE_COTE)
CLE = ("participant", "lot", "mois", "nature", "debut", "fin")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Lines counted by what became of them, and the hours before and after."""

    nouvelles: int
    modifiees: int
    supprimees: int
    inchangees: int
    avant: Decimal
    apres: Decimal

    @property
    def phrase(self) -> str:
        """« 2 nouvelles, 1 modifiée, 0 supprimée, 35 inchangées ; 1 412,50 h au lieu de 1 400 h. »."""
        comptes = (
            (self.nouvelles, "nouvelle"),
            (self.modifiees, "modifiée"),
            (self.supprimees, "supprimée"),
            (self.inchangees, "inchangée"),
        )
        dits = ", ".join(f"{n} {mot}{'s' if n > 1 else ''}" for n, mot in comptes)
        return f"{dits} ; {ecrire_heures(self.apres)} au lieu de {ecrire_heures(self.avant)}."


def difference(releve: Releve) -> Difference:
    """Compare a relevé with the version it rectifies, by person, lot, month and period; two queries."""
    avant = _par_cle(LigneReleve.objects.filter(releve=releve.precedente_id, envoyee_le__isnull=False))
    apres = _par_cle(LigneReleve.objects.filter(releve=releve))
    communes = avant.keys() & apres.keys()
    inchangees = sum(avant[cle] == apres[cle] for cle in communes)
    return Difference(
        nouvelles=len(apres.keys() - avant.keys()),
        modifiees=len(communes) - inchangees,
        supprimees=len(avant.keys() - apres.keys()),
        inchangees=inchangees,
        avant=sum(avant.values(), Decimal(0)),
        apres=sum(apres.values(), Decimal(0)),
    )


def _par_cle(lignes) -> dict[tuple, Decimal]:
    groupes = lignes.exclude(etat__in=ECARTEES).order_by().values_list(*CLE)
    return {ligne[:-1]: ligne[-1] for ligne in groupes.annotate(total=hours(F("heures")))}
