"""Conventions that lack a signature (R11)."""

from conventions.models import Convention, EtatConvention, Signataire
from guichet.entree.taches import Tache

QUI = {"guichet": "Le porteur", "structure": "La structure", "prefet": "Le préfet"}
PARTIES = 3


def conventions_a_signer(acces, jour) -> list[Tache]:
    """Conventions sent for signature: the next party acts, the guichet follows."""
    if not (acces.est_guichet or acces.est_etat or acces.est_structure):
        return []
    a_signer = Convention.objects.visible_to(acces).filter(etat=EtatConvention.A_SIGNER)
    attendues: dict[int, list[Signataire]] = {}
    for signataire in (
        Signataire.objects.filter(convention__in=a_signer, signe_le__isnull=True)
        .select_related("convention__partenaire")
        .order_by("convention", "ordre", "pk")
    ):
        attendues.setdefault(signataire.convention_id, []).append(signataire)
    return [_tache(acces, restants) for restants in attendues.values()]


def _tache(acces, restants: list[Signataire]) -> Tache:
    convention, prochain = restants[0].convention, restants[0]
    mienne = {"guichet": acces.est_guichet, "structure": acces.est_structure, "prefet": acces.est_etat}
    return Tache(
        quoi=f"Faire signer la convention {convention.annee}, {PARTIES - len(restants)} sur {PARTIES}",
        objet=f"{convention.partenaire.nom} ({convention.partenaire.get_genre_display()})",
        url=acces.url("conventions:convention", convention.pk),
        depuis=convention.cree_le.date(),
        qui=QUI[prochain.qualite],
        qui_detail=prochain.nom,
        a_moi=any(mienne[s.qualite] for s in restants),
        consequence="Sans convention en vigueur, ses heures devront être justifiées.",
        domaine="conventions",
    )
