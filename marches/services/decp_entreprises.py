"""From the SIRETs of a notice to actors of the territoire: the buyer and the companies."""

from guichet.base.formats import siret as en_groupes
from guichet.models import Acteur
from guichet.organisations.genres import categorie_proposee
from guichet.organisations.services import enregistrer_acteur
from marches.decp.accents import proposer_texte
from marches.models import Attribution, Lot, NoticeLue, RoleAttribution


def donneur_ordre(notice: NoticeLue, par) -> Acteur:
    """Return the buyer of a notice, found by its SIRET or recorded."""
    siret = notice.acheteur_siret
    return enregistrer_acteur(
        nom=notice.acheteur_nom or f"Acheteur {en_groupes(siret)}",
        siret=siret,
        est_donneur_ordre=True,
        categorie=categorie_proposee(siret),
        par=par,
    )


def poser_titulaires(lot: Lot, titulaires: list[dict], depuis, par) -> None:
    """Put the companies of a notice on its lot: one is the titulaire, the first of several leads."""
    entreprises = []
    for titulaire in titulaires:
        entreprise = _company(titulaire, par)
        if entreprise not in entreprises:
            entreprises.append(entreprise)
    roles = [RoleAttribution.TITULAIRE]
    if len(entreprises) > 1:
        roles = [RoleAttribution.MANDATAIRE] + [RoleAttribution.COTRAITANT] * (len(entreprises) - 1)
    Attribution.objects.bulk_create(
        Attribution(territoire=par.territoire, lot=lot, entreprise=entreprise, role=role, depuis=depuis)
        for entreprise, role in zip(entreprises, roles, strict=False)
    )


def _company(titulaire: dict, par) -> Acteur:
    nom = proposer_texte(titulaire["nom"]) or titulaire["nom"]
    siret = titulaire["identifiant"] if titulaire["type_identifiant"] == "SIRET" else ""
    if len(siret) != 14:
        return _foreign_company((nom or f"Entreprise {titulaire['identifiant']}")[:160], par)
    nom = (nom or f"Entreprise {en_groupes(siret)}")[:160]
    return enregistrer_acteur(nom=nom, siret=siret, est_titulaire=True, par=par)


def _foreign_company(nom: str, par) -> Acteur:
    """Without SIRET a company is known here by the name it was published under."""
    connues = Acteur.objects.du_territoire(par).filter(nom=nom, organisation__siret=None, est_titulaire=True)
    return connues.first() or enregistrer_acteur(nom=nom, est_titulaire=True, par=par)
