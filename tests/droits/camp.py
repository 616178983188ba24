"""One side of the world of the matrix: structure, buyer, prescriber, company, and one row of each kind.

`Camp.objets[key]` is the example of an `objet` key of the rights table, or a dict by role when each role has
its own (a job belongs to who asked for it). A new key of the table gets its row here.
"""

import datetime
import itertools
import secrets
from dataclasses import dataclass, field

from django.core import signing

from guichet import models as socle
from guichet.base.horloge import maintenant
from guichet.comptes.services import SEL, fingerprint
from guichet.documents.numerotation import code_de_verification
from guichet.droits import liens
from guichet.fichiers.services import deposer_fichier
from guichet.territoires.acces import Acces, acces_systeme
from marches import models as marches
from publics import models as publics
from publics.services.decisions import Proposition, observer, proposer_decision, transmettre
from publics.services.releves import deposer_releve
from publics.services.releves_envoi import envoyer_releve
from reporting.bilans.services import arreter_bilan, creer_bilan
from tests.fabriques.conventions import convention_brouillon, convention_en_vigueur
from tests.fabriques.guichet import ActeurFactory, AppartenanceFactory, LienSigneFactory
from tests.fabriques.marches import (
    AttributionFactory,
    CalculHeuresFactory,
    EngagementFactory,
    LotFactory,
    MarcheFactory,
    OperationFactory,
)
from tests.fabriques.publics import (
    ContratFactory,
    MissionFactory,
    ParticipantFactory,
    PrescriptionFactory,
    TitreFactory,
)
from tests.publics.releves.conftest import classeur, ligne_de

OCTOBRE = datetime.date(2026, 10, 1)
LE = datetime.date(2026, 9, 1)
ROLES = ("administrateur", "facilitateur", "assistant", "structure", "donneur_ordre", "prescripteur")
SYNTHESE = dict.fromkeys(
    ("notices", "chargeables", "doublons", "sans_identite", "sans_anomalie", "acheteurs"), 1
)
NUMERO = itertools.count(1)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj"


@dataclass
class Camp:
    """A side: its actors, its users by role, its examples by key."""

    territoire: object
    structure: object = None
    acheteur: object = None
    service: object = None
    prescripteur: object = None
    entreprise: object = None
    appartenances: dict = field(default_factory=dict)
    objets: dict = field(default_factory=dict)

    def acteur_de(self, role: str):
        """The actor for which a role works, None for the guichet."""
        return {
            "structure": self.structure,
            "donneur_ordre": self.acheteur,
            "prescripteur": self.prescripteur,
            "lien:entreprise": self.entreprise,
            "lien:prescripteur": self.prescripteur,
        }.get(role)

    def acces(self, role: str) -> Acces:
        """The access of this side's user of a role, to call services with."""
        sienne = self.appartenances[role]
        acteur = self.acteur_de(role)
        return Acces(
            role=sienne.role,
            territoire=self.territoire,
            utilisateur=sienne.utilisateur,
            appartenance=sienne,
            organisation=sienne.organisation,
            acteur=acteur,
            acteurs_id=(acteur.pk,) if acteur else (),
        )


def lever_camp(territoire) -> Camp:
    """Build a side in a territoire in scope."""
    camp = Camp(territoire)
    _actors(camp)
    _marches(camp)
    _persons(camp)
    _hours(camp)
    _conventions(camp)
    _mechanisms(camp)
    return camp


def _actors(camp: Camp) -> None:
    ici = {"territoire": camp.territoire}
    camp.structure = ActeurFactory(**ici, etti=True)
    camp.acheteur = ActeurFactory(**ici, donneur_ordre=True)
    camp.service = ActeurFactory(**ici, donneur_ordre=True, parent=camp.acheteur)
    camp.prescripteur = ActeurFactory(**ici, prescripteur=True)
    camp.entreprise = ActeurFactory(**ici, titulaire=True)
    for role in ROLES:
        camp.appartenances[role] = AppartenanceFactory(**ici, role_code=role, acteur=camp.acteur_de(role))
    contact = socle.Contact.objects.create(**ici, acteur=camp.entreprise, nom="Alix Renard", principal=True)
    camp.objets |= {
        "acteur": camp.structure,
        "contact": contact,
        "donneur_ordre": camp.acheteur,
        "appartenance": camp.appartenances,
        "liens": {
            genre: LienSigneFactory(**ici, genre=genre, acteur=camp.acteur_de(genre))
            for genre in ("lien:entreprise", "lien:prescripteur")
        },
    }


def _marches(camp: Camp) -> None:
    ici = {"territoire": camp.territoire}
    operation = OperationFactory(**ici, donneur_ordre=camp.acheteur)
    marche = MarcheFactory(
        **ici,
        donneur_ordre=camp.acheteur,
        service=camp.service,
        operation=operation,
        uid=f"uid-{operation.pk}",
    )
    lot = LotFactory(**ici, marche=marche)
    a_l_etude = MarcheFactory(**ici, donneur_ordre=camp.acheteur, a_l_etude=True)
    chargement = marches.Chargement.objects.create(
        **ici, fichier=put_file(camp), synthese={"synthese": SYNTHESE}, lu_le=maintenant()
    )
    marches.NoticeLue.objects.create(**ici, chargement=chargement, rang=1, objet="École", contenu={"id": "1"})
    marches.Exemption.objects.create(
        **ici, marche=a_l_etude, motif="objet", texte="Sans emploi", auteur="Le maire", le=LE
    )
    CalculHeuresFactory(**ici, lot=lot)
    camp.objets |= {
        "operation": operation,
        "marche": marche,
        "lot": lot,
        "lot_a_l_etude": LotFactory(**ici, marche=a_l_etude, a_etude=True),
        "engagement": EngagementFactory(**ici, lot=lot),
        "attribution": AttributionFactory(**ici, lot=lot, entreprise=camp.entreprise),
        "chargement": chargement,
    }


def _persons(camp: Camp) -> None:
    ici = {"territoire": camp.territoire}
    personne = ParticipantFactory(**ici, prescripteur=camp.prescripteur, sexe="F", commune="Niort")
    fiche = PrescriptionFactory(
        **ici, participant=personne, prescripteur=camp.prescripteur, structure=camp.structure
    )
    mission = MissionFactory(
        **ici, participant=personne, lot=camp.objets["lot"], employeur=camp.structure, debut=LE,
        demandee_le=LE, complete_le=LE, validee_le=LE, couverte_depuis=LE, etat="en_cours",
    )  # fmt: skip
    titres = {
        genre: TitreFactory(**ici, participant=personne, genre=genre, debut=LE, fin=None)
        for genre in ("fiche", "pass_iae")
    }
    ContratFactory(**ici, mission=mission, debut=LE, fin=None)
    publics.Critere.objects.create(
        **ici,
        participant=personne,
        prescription=fiche,
        code="rsa",
        justificatif=put_file(camp, sensible=True),
    )
    publics.Prolongation.objects.create(**ici, participant=personne, mois=6, motif="Formation")
    publics.Evaluation.objects.create(**ici, mission=mission, le=LE, assiduite="Bonne")
    publics.Sortie.objects.create(**ici, participant=personne, le=LE, vers="autre")
    publics.Suivi.objects.create(
        **ici, participant=personne, echeance=6, le=LE, situation="En emploi", source="appel"
    )
    publics.Habilitation.objects.create(
        **ici, partenaire=camp.structure, modalite="etti", debut=datetime.date(2026, 1, 1), source="C-1"
    )
    verification = publics.Verification.objects.create(
        **ici, numero=f"VER-{mission.pk}", structure=camp.structure, lot=camp.objets["lot"],
        participant=personne, nom=personne.nom, prenom=personne.prenom, ne_le=personne.ne_le,
        debut=LE, reponse="vert", code="CONFORME", phrase="La mission peut commencer.",
    )  # fmt: skip
    camp.objets |= {
        "participant": personne,
        "prescription": {
            "facilitateur": fiche,
            "lien:prescripteur": PrescriptionFactory(
                **ici, prescripteur=camp.prescripteur, lien=camp.objets["liens"]["lien:prescripteur"]
            ),
        },
        "mission": mission,
        "titre_fiche": titres["fiche"],
        "titre_pass": titres["pass_iae"],
        "verification": verification,
    }


def _hours(camp: Camp) -> None:
    """A relevé sent with a line without anomaly and a line to decide, its decision sent to the buyer."""
    ici, par = {"territoire": camp.territoire}, camp.acces("facilitateur")
    mission = camp.objets["mission"]
    jamais_demandee = MissionFactory(
        **ici, participant=ParticipantFactory(**ici), lot=mission.lot, employeur=camp.structure,
        debut=OCTOBRE, demandee_le=None,
    )  # fmt: skip
    contenu = classeur([ligne_de(m.participant, m.lot, h) for m, h in ((mission, 70), (jamais_demandee, 21))])
    releve = deposer_releve(
        employeur=camp.structure, mois=OCTOBRE, nom="octobre.xlsx", contenu=contenu, par=par
    )
    releve = envoyer_releve(releve=releve, par=par)
    ligne = publics.LigneReleve.objects.get(releve=releve, mission=jamais_demandee)
    proposition = Proposition(sens="maintien", heures=ligne.heures, motif="R3_JAMAIS_DEMANDEE")
    decision = proposer_decision(lignes=[ligne], proposition=proposition, par=par)
    observer(decision=decision, texte="Une erreur de notre part.", par=par)
    publics.AccordDecision.objects.create(
        **ici, donneur_ordre=camp.acheteur, reference="Courrier", signe_le=LE
    )
    publics.SurnomLot.objects.create(**ici, acteur=camp.structure, texte="ecole", lot=mission.lot)
    publics.Justificatif.objects.create(**ici, releve=releve, fichier=put_file(camp, camp.structure))
    camp.objets |= {
        "releve": releve,
        "ligne": ligne,
        "decision": transmettre(decision=decision, par=par),
    }


def _conventions(camp: Camp) -> None:
    par = camp.acces("facilitateur")
    convention = convention_en_vigueur(par, camp.structure)
    document = put_document(camp, convention, "D1", camp.structure)
    convention.document = document
    convention.save(update_fields=["document"])
    bilans = {
        "structure": _bilan(par, "structure", camp.structure),
        "donneur_ordre": _bilan(par, "donneur_ordre", camp.acheteur),
    }
    brouillon = creer_bilan(genre="structure", acteur=camp.structure, annee=2024, par=par)
    camp.objets |= {
        "convention": convention,
        "convention_brouillon": convention_brouillon(par, camp.structure, 2027),
        "bilan": {"facilitateur": brouillon, "ddetspp": bilans["structure"], **bilans},
        "bilan_brouillon": brouillon,
    }


def _bilan(par: Acces, genre: str, acteur):
    """A frozen bilan of an actor."""
    return arreter_bilan(bilan=creer_bilan(genre=genre, acteur=acteur, annee=2025, par=par), par=par)


def _mechanisms(camp: Camp) -> None:
    ici = {"territoire": camp.territoire}
    lot = camp.objets["lot"]
    guichet = camp.appartenances["facilitateur"].utilisateur
    note = socle.Note.objects.create(
        **ici, objet_type="marches.lot", objet_id=lot.pk, objet_nom=str(lot), texte="Rappeler",
        auteur=guichet, relancer_le=LE,
    )  # fmt: skip
    invitation = socle.Invitation.objects.create(
        **ici, email=f"invite{lot.pk}@exemple.invalid", organisation=camp.structure.organisation,
        role_code="structure", empreinte=fingerprint(f"secret-{lot.pk}"),
        expire_le=maintenant() + datetime.timedelta(7),
    )  # fmt: skip
    courriel = socle.Courriel.objects.create(
        **ici, cle=f"essai:{lot.pk}", destinataire=guichet.email, sujet="Relevé",
        corps="Un relevé est arrivé.", abandonne_le=maintenant(),
    )  # fmt: skip
    socle.MiseEnPageApprise.objects.create(**ici, acteur=camp.structure, empreinte="e", colonnes={"0": "nom"})
    camp.objets |= {
        "note": note,
        "invitation": invitation,
        "lien_prescripteur": camp.objets["liens"]["lien:prescripteur"],
        "jeton_lien": liens.sign(camp.objets["liens"]["lien:prescripteur"], camp.territoire.slug),
        "courriel": courriel,
        "reference": lot,
        "jeton": signing.dumps([camp.territoire.slug, f"secret-{lot.pk}"], salt=SEL),
        "travail": {role: put_job(camp, camp.appartenances[role]) for role in ROLES},
        "fichier": {role: put_file(camp, camp.acteur_de(role)) for role in ROLES},
        "document": {role: put_document(camp, lot, "LST", camp.acteur_de(role)) for role in ROLES},
        "vue": {role: _view(camp, role) for role in ROLES},
    }


def put_file(camp: Camp, acteur=None, sensible=False):
    """Store a PDF that an actor may read besides the guichet; no two have the same bytes."""
    par = acces_systeme(camp.territoire)
    return deposer_fichier(
        nom="piece.pdf",
        contenu=PDF + b"%%%d" % next(NUMERO),
        type_mime="application/pdf",
        acteur=acteur,
        sensible=sensible,
        par=par,
    )


def put_document(camp: Camp, objet, genre: str, acteur):
    """Write a document about an object, that an actor may read besides the guichet."""
    fichier = put_file(camp, acteur)
    document = socle.Document.objects.create(
        territoire=camp.territoire, cle=f"cle-{fichier.pk}", genre=genre, numero=f"{genre}-{fichier.pk}",
        titre="Document", objet_type=objet._meta.label_lower, objet_id=objet.pk, acteur=acteur,
        instantane={"titre": "Document"}, gabarit="liste", fichier=fichier,
        code=code_de_verification(secrets.randbelow),
    )  # fmt: skip
    socle.Preuve.objects.create(
        code=document.code, numero=document.numero, version=1, genre="Liste", emis_le=document.emis_le,
        emetteur=camp.territoire.porteur, sha256=fichier.sha256, taille=fichier.taille,
    )  # fmt: skip
    return document


def put_job(camp: Camp, sienne):
    """Write a job asked under a membership, that failed."""
    return socle.Travail.objects.create(
        territoire=camp.territoire, genre="essai", cle=f"essai-{sienne.pk}", titre="Essai", etat="echoue",
        erreur="Interrompu", appartenance=sienne, demande_par=sienne.utilisateur,
    )  # fmt: skip


def _view(camp: Camp, role: str):
    return socle.VueEnregistree.objects.create(
        territoire=camp.territoire, utilisateur=camp.appartenances[role].utilisateur, url="a_faire",
        nom="Mes lots", requete="",
    )  # fmt: skip
