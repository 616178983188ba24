"""A person over all her marchés: one timeline, clocks, missions with their hours, what came after."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import JSONObject

from guichet.journal.models import Note
from publics.etats import etat_mission
from publics.models import Critere, Evaluation, LigneReleve, Mission, Participant, Sortie, Suivi
from publics.regles.calendrier import ajouter_mois, dernier_du_mois
from publics.services.criteres import libelle_critere
from publics.services.horloges import Horloges, horloges
from publics.services.parametres import parametres
from reporting.suivi.prevision import ZERO, MoisLu

A_VENIR = frozenset({"a_valider", "validee"})


@dataclass(frozen=True)
class MissionSuivie:
    """A mission, its hours by month and their sum, its evaluations (plain rows)."""

    mission: Mission
    mois: dict[date, MoisLu]
    evaluations: list[dict]

    @property
    def nom(self) -> str:
        """Marché and lot."""
        return f"{self.mission.lot.marche.objet}, lot {self.mission.lot.numero}"

    @property
    def modalite(self) -> str:
        """Short word of the modalité."""
        return self.mission.get_modalite_display().split(", ")[-1]

    @property
    def validees(self):
        """Validated hours."""
        return sum((lu.validees for lu in self.mois.values()), ZERO)

    @property
    def declarees(self):
        """Declared hours, still under control."""
        return sum((lu.declarees for lu in self.mois.values()), ZERO)

    @property
    def a_decider(self):
        """Hours that wait for a decision."""
        return sum((lu.a_decider for lu in self.mois.values()), ZERO)

    @property
    def etat(self) -> tuple[str, str]:
        """Words and aspect."""
        return etat_mission(self.mission)


@dataclass(frozen=True)
class PageDePersonne:
    """What the page of a person shows; `sorties` and `suivis` as plain rows, dates read."""

    personne: Participant
    jour: date
    horloges: Horloges
    missions: list[MissionSuivie]
    suites: list[dict]

    @property
    def validees(self):
        """Validated hours over the missions shown."""
        return sum((m.validees for m in self.missions), ZERO)

    @property
    def declarees(self):
        """Declared hours over the missions shown."""
        return sum((m.declarees for m in self.missions), ZERO)

    @property
    def contrats(self) -> int:
        """Contracts over the missions shown."""
        return sum(m.mission.nombre_contrats or 0 for m in self.missions)

    @property
    def marches(self) -> int:
        """Marchés she worked on."""
        return len({m.mission.lot.marche_id for m in self.missions})

    @property
    def critere(self) -> str:
        """Words of the criterion retained, empty when none is."""
        return libelle_critere(self.personne.critere) if self.personne.critere else ""

    @property
    def hors_duree(self) -> int:
        """Days of the running or coming missions that would be refused without an extension (R4)."""
        ouvertes = [m.mission for m in self.missions if m.mission.etat in A_VENIR | {"en_cours", "suspendue"}]
        return max((self.horloges.jours_hors_duree(m.fin) for m in ouvertes), default=0)


def lire_personne(pk: int, acces) -> Participant | None:
    """Return a visible person with what follows her, in one statement."""

    def rows(modele, *champs):
        lignes = modele.objects.filter(participant=OuterRef("pk")).order_by("-le", "-pk")
        return ArraySubquery(lignes.values(json=JSONObject(**{c: c for c in champs})))

    criteres = Critere.objects.filter(participant=OuterRef("pk"))
    preuves = criteres.filter(justificatif__isnull=False).order_by().values("participant")
    notes = Note.objects.visible_to(acces).filter(
        objet_type="publics.participant", objet_id=OuterRef("pk"), faite_le=None, relancer_le__isnull=False
    )
    return (
        Participant.objects.visible_to(acces)
        .filter(pk=pk)
        .with_facts()
        .select_related("prescripteur", "referent")
        .annotate(
            critere=Subquery(criteres.filter(retenu=True).order_by("pk").values("code")[:1]),
            preuves=Subquery(preuves.annotate(n=Count("pk")).values("n")),
            sorties=rows(Sortie, "le", "vers", "type_contrat"),
            suivis=rows(Suivi, "le", "echeance", "situation", "source"),
            rendez_vous=Subquery(
                notes.order_by("relancer_le", "pk").values(
                    json=JSONObject(
                        le="relancer_le", texte="texte", prenom="auteur__prenom", nom="auteur__nom"
                    )
                )[:1]
            ),
        )
        .first()
    )


def page_de_personne(personne: Participant, acces, jour: date) -> PageDePersonne:
    """Return the page of a person loaded by `lire_personne`."""
    return PageDePersonne(
        personne=personne,
        jour=jour,
        horloges=horloges(personne, jour=jour, parametres=parametres(acces.territoire)),
        missions=_missions(personne, acces),
        suites=_after(personne) if acces.est_guichet else [],
    )


def _missions(personne, acces) -> list[MissionSuivie]:
    evaluations = ArraySubquery(
        Evaluation.objects.filter(mission=OuterRef("pk"))
        .order_by("-le", "pk")
        .values(
            json=JSONObject(le="le", assiduite="assiduite", gestes="gestes", suite="suite", auteur="auteur")
        )
    )
    missions = (
        Mission.objects.visible_to(acces)
        .effectives()
        .filter(participant=personne)
        .with_list_data()
        .annotate(faites=evaluations)
        .order_by("debut", "pk")
    )
    par_mission: dict = {}
    for r in LigneReleve.objects.visible_to(acces).filter(participant=personne).totaux_par("mission", "mois"):
        lu = MoisLu(r["validees"], r["declarees"], r["a_decider"])
        par_mission.setdefault(r["mission"], {})[r["mois"]] = lu
    return [
        MissionSuivie(
            m, par_mission.get(m.pk, {}), [e | {"le": date.fromisoformat(e["le"])} for e in m.faites]
        )
        for m in missions
    ]


def _after(personne) -> list[dict]:
    """Return exits and situations after entry in words, oldest first."""
    vers, contrats = dict(Sortie.Vers.choices), dict(Sortie.TypeContrat.choices)
    suites = [
        {
            "quand": f"{s['echeance']} mois après l’entrée",
            "le": date.fromisoformat(s["le"]),
            "situation": s["situation"],
            "source": s["source"],
            "jalon": f"{s['echeance']} mois, {_short(s['situation'])}",
        }
        for s in personne.suivis
    ]
    suites += [
        {
            "quand": "Sortie",
            "le": date.fromisoformat(s["le"]),
            "situation": ", ".join(filter(None, [vers[s["vers"]], contrats.get(s["type_contrat"], "")])),
            "source": "–",
            "jalon": f"sortie, {vers[s['vers']].lower()}",
        }
        for s in personne.sorties
    ]
    return sorted(suites, key=lambda s: s["le"])


def _short(situation: str) -> str:
    """First words of a situation, for the timeline: what follows a comma is in the table."""
    debut = situation.split(",")[0]
    return debut[:1].lower() + debut[1:]


def last_worked_day(m: MissionSuivie, jour: date) -> date:
    """Return the last day of a mission that the timeline fills: its end, or today while it runs."""
    return m.mission.fin or max(jour, m.mission.debut)


def last_controlled_day(m: MissionSuivie) -> date | None:
    """Return the end of the last month with validated hours; None without any."""
    controles = [mois for mois, lu in m.mois.items() if lu.validees]
    return dernier_du_mois(max(controles)) if controles else None


def bounds(page: PageDePersonne) -> tuple[date, date]:
    """Return the first days of months between which everything of a person is drawn."""
    jours = [page.jour, *(m.mission.debut for m in page.missions), *(s["le"] for s in page.suites)]
    jours += [last_worked_day(m, page.jour) for m in page.missions]
    jours += [signee for signee, _ in page.horloges.fiches]
    jours += [j for j in (page.horloges.debut, page.horloges.fin) if j]
    debut = min(jours).replace(day=1)
    fin = ajouter_mois(max(jours) + timedelta(days=31), 1).replace(day=1)
    # At least a year, so that a first fiche is not stretched over the page.
    return debut, max(fin, ajouter_mois(debut, 12))
