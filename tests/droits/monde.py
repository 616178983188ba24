"""The world of the matrix: territoire A with two sides, territoire B with one, the State, the platform."""

from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client
from guardian.shortcuts import assign_perm

from guichet.base.horloge import maintenant
from guichet.droits import liens
from guichet.models import Reglage
from guichet.territoires.contexte import contexte
from publics.models import ClotureMois
from tests.droits.camp import OCTOBRE, ROLES, Camp, lever_camp, put_document, put_file, put_job
from tests.fabriques.guichet import ActeurFactory, AppartenanceFactory, OrganisationFactory, TerritoireFactory

LIENS = ("lien:entreprise", "lien:prescripteur")
ETAT_OUVERT, ETAT_FERME = "ddetspp", "ddetspp, non ouvert"
TOUS_LES_ROLES = (*ROLES, ETAT_OUVERT, ETAT_FERME, "plateforme", "anonyme", *LIENS)
CLE = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Monde:
    """Two sides of A (`ici`, `voisin`), one of B (`ailleurs`), and a browser by role of A."""

    ici: Camp
    voisin: Camp
    ailleurs: Camp
    hors: dict = field(default_factory=dict)
    etat: object = None
    sessions: dict = field(default_factory=dict)

    @property
    def territoire(self):
        """Territoire A."""
        return self.ici.territoire

    def client(self, role: str, camp: Camp | None = None) -> Client:
        """A browser signed in under a role of a side (A's first one by default)."""
        camp = camp or self.ici
        client = Client()
        if role in LIENS:
            client.cookies[liens.COOKIE] = liens.sign(camp.objets["liens"][role], camp.territoire.slug)
        elif role != "anonyme":
            sienne = self.hors.get(role) or camp.appartenances[role]
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[sienne.pk]
        return client

    def open_sessions(self) -> None:
        """Sign every user in once: signing in at each request would be most of the time."""
        siennes = [a for camp in (self.ici, self.voisin, self.ailleurs) for a in camp.appartenances.values()]
        for sienne in (*siennes, *self.hors.values()):
            client = Client()
            client.force_login(sienne.utilisateur, backend=CLE)
            self.sessions[sienne.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value


def lever_monde() -> Monde:
    """Build the world in the running transaction."""
    a, b = TerritoireFactory(departement="79"), TerritoireFactory(departement="86")
    with contexte(a.pk):
        ici, voisin = lever_camp(a), lever_camp(a)
        etat = _state(a)
        _singles(a)
    with contexte(b.pk):
        ailleurs = lever_camp(b)
        _singles(b)
    monde = Monde(ici, voisin, ailleurs, etat=etat)
    monde.hors = {
        ETAT_OUVERT: _outside("ddetspp", etat.organisation),
        ETAT_FERME: _outside("ddetspp", OrganisationFactory()),
        "plateforme": _outside("plateforme", OrganisationFactory()),
    }
    assign_perm("guichet.lire_territoire", etat.organisation.groupe, a)
    with contexte(a.pk):
        _give_state(monde)
    monde.open_sessions()
    return monde


def _give_state(monde: Monde) -> None:
    """Rows of its own for the service of the State."""
    camp, sienne = monde.ici, monde.hors[ETAT_OUVERT]
    camp.objets["fichier"][ETAT_OUVERT] = put_file(camp, monde.etat)
    camp.objets["document"][ETAT_OUVERT] = put_document(camp, camp.objets["lot"], "LST", monde.etat)
    camp.objets["travail"][ETAT_OUVERT] = put_job(camp, sienne)


def _outside(role: str, organisation):
    return AppartenanceFactory(role_code=role, territoire=None, organisation=organisation)


def _state(territoire):
    return ActeurFactory(territoire=territoire, etat=True)


def _singles(territoire) -> None:
    """Rows of which a territoire has one."""
    ClotureMois.objects.create(territoire=territoire, mois=OCTOBRE.replace(month=8))
    Reglage.objects.create(
        territoire=territoire, cle="annulation_minutes", valeur=20, modifie_le=maintenant()
    )
