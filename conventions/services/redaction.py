"""Drafting a convention and sending it for signature."""

import datetime

from django.db import transaction

from conventions.articles import articles
from conventions.etats import transition
from conventions.models import Convention, EtatConvention, Signataire
from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import maintenant
from guichet.journal.services import journaliser
from guichet.territoires.reglages import reglages
from guichet.travaux.services import demander_travail

QUALITES = (
    Signataire.Qualite.GUICHET,
    Signataire.Qualite.STRUCTURE,
    Signataire.Qualite.PREFET,
)


def verrouiller(convention) -> Convention:
    """Return the convention locked for an act; two editors pass one after the other."""
    return Convention.objects.select_for_update(of=("self",), no_key=True).get(pk=convention.pk)


@transaction.atomic
def creer_convention(*, partenaire, annee: int, variables: dict | None = None, par) -> Convention:
    """Draft the yearly convention of a structure, its three signatories taken from the settings.

    Raises Refus GENRE_SANS_CONVENTION (a kind without articles), CONVENTION_EXISTE (same year).
    """
    if not partenaire.genre:
        raise Refus(
            "GENRE_ABSENT",
            f"Le genre de {partenaire} n’est pas connu.",
            "Complétez sa fiche.",
            champ="partenaire",
        )
    articles(partenaire.genre)
    if Convention.objects.filter(partenaire=partenaire, annee=annee).exists():
        raise Refus(
            "CONVENTION_EXISTE",
            f"{partenaire} a déjà une convention pour {annee}.",
            "Ouvrez-la dans la liste.",
            champ="annee",
        )
    poses = reglages(par.territoire)
    convention = Convention.objects.create(
        territoire=par.territoire,
        partenaire=partenaire,
        annee=annee,
        variante=partenaire.genre,
        variables=variables or {},
        cree_par=par.utilisateur,
        cree_le=maintenant(),
    )
    fonctions = (poses["signataire_guichet"], "La présidente ou le président", poses["signataire_etat"])
    Signataire.objects.bulk_create(
        Signataire(
            territoire=par.territoire, convention=convention, ordre=rang, qualite=qualite, fonction=fonction
        )
        for rang, (qualite, fonction) in enumerate(zip(QUALITES, fonctions, strict=True), start=1)
    )
    journaliser(par=par, verbe="creer_convention", objet=convention, phrase=f"Convention {annee} préparée")
    return convention


@transaction.atomic
def completer_convention(*, convention, signataires: dict[str, dict], variables: dict, par) -> None:
    """Write who signs (`{qualite: {"nom", "fonction"}}`) and the variables of a draft."""
    convention = verrouiller(convention)
    if convention.etat != EtatConvention.BROUILLON:
        raise Conflit(
            "CONVENTION_ETAT",
            "Cette convention n’est plus un brouillon.",
            "Reprenez-la en brouillon d’abord.",
        )
    for signataire in convention_signataires(convention):
        champs = signataires.get(signataire.qualite, {})
        signataire.nom = champs.get("nom", signataire.nom).strip()
        signataire.fonction = champs.get("fonction", signataire.fonction).strip() or signataire.fonction
        signataire.save(update_fields=["nom", "fonction"])
    convention.variables = {cle: valeur.strip() for cle, valeur in variables.items() if valeur.strip()}
    convention.save(update_fields=["variables"])
    journaliser(
        par=par, verbe="completer_convention", objet=convention, phrase="Signataires et articles relus"
    )


@transaction.atomic
def envoyer_a_la_signature(*, convention, par) -> Convention:
    """Freeze the draft and ask for its sealed PDF, made by a job of the `pdf` queue."""
    convention = verrouiller(convention)
    convention.etat = transition(convention.etat, "envoyer")
    version = convention.document.version + 1 if convention.document else 1
    convention.travail = demander_travail(
        genre="convention",
        cle=f"{convention.pk}-v{version}",
        titre=f"Convention {convention.annee}, {convention.partenaire}",
        parametres={"convention": convention.pk},
        par=par,
        file="pdf",
    )
    convention.save(update_fields=["etat", "travail"])
    journaliser(
        par=par,
        verbe="envoyer_a_la_signature",
        objet=convention,
        phrase=f"Convention {convention.annee} à signer, 0 sur 3",
    )
    return convention


@transaction.atomic
def reprendre_convention(*, convention, motif: str, par) -> Convention:
    """Take a convention back to draft before its last signature; recorded signatures are erased."""
    convention = verrouiller(convention)
    convention.etat = transition(convention.etat, "reprendre")
    convention.save(update_fields=["etat"])
    convention_signataires(convention).update(signe_le=None, enregistre_par=None)
    journaliser(
        par=par,
        verbe="reprendre_convention",
        objet=convention,
        phrase=f"Reprise en brouillon, {motif.strip() or 'sans motif'}",
    )
    return convention


def convention_signataires(convention):
    """Return the signatories in their order."""
    return Signataire.objects.filter(convention=convention).order_by("ordre", "pk")


def fin_de_la_premiere_annee(debut: datetime.date) -> datetime.date:
    """Return the eve of the anniversary of a convention's first day (29 February ends on 28)."""
    try:
        return debut.replace(year=debut.year + 1) - datetime.timedelta(days=1)
    except ValueError:
        return datetime.date(debut.year + 1, 2, 28)
