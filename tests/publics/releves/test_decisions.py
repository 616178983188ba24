"""R3: proposal, answers, the buyer's decision, silence, revision."""

import datetime
from decimal import Decimal

import pytest

from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import figer
from publics.models import AccordDecision, Decision, LigneReleve, Mission, Titre
from publics.services.decisions import Proposition, decider, observer, proposer_decision, reviser, transmettre
from publics.services.decisions_suite import SANS_OBJET, suivre_decisions
from publics.services.releves import deposer_releve
from publics.services.releves_envoi import envoyer_releve
from tests.publics.releves.conftest import AUJOURDHUI, OCTOBRE, classeur, ligne_de, personne

MAINTENIR = Proposition(sens="maintien", heures=Decimal(63), motif="R3_DEMANDE_TARDIVE")


@pytest.fixture
def ligne(territoire, etti, lots, facilitateur):
    """63 h of a person whose mission was never asked for."""
    une = personne(territoire, "Benali", "Rachid")
    Titre.objects.create(
        territoire=territoire, participant=une, genre="pass_iae", debut=datetime.date(2026, 1, 5)
    )
    Mission.objects.create(
        territoire=territoire, participant=une, lot=lots[0], employeur=etti, modalite="etti", debut=OCTOBRE
    )
    contenu = classeur([ligne_de(une, lots[0], 63)])
    releve = deposer_releve(employeur=etti, mois=OCTOBRE, nom="o.xlsx", contenu=contenu, par=facilitateur)
    envoyer_releve(releve=releve, par=facilitateur)
    return LigneReleve.objects.get(releve=releve)


@pytest.fixture
def decision(ligne, facilitateur):
    assert ligne.etat == "a_decider"
    return proposer_decision(lignes=[ligne], proposition=MAINTENIR, par=facilitateur)


def totaux(ligne) -> dict:
    return {
        cle: valeur for cle, valeur in LigneReleve.objects.filter(lot=ligne.lot).totaux().items() if valeur
    }


def test_hours_wait_on_their_own_line_until_decided(ligne, decision, facilitateur):
    assert totaux(ligne) == {"a_decider": Decimal(63)}
    decider(decision=decision, sens="maintien", motif="Retard de bonne foi", par=facilitateur)
    assert totaux(ligne) == {"validees": Decimal(63)}


def test_a_part_may_be_kept(ligne, decision, facilitateur):
    decider(decision=decision, sens="maintien", heures=Decimal(40), motif="Une partie", par=facilitateur)
    assert totaux(ligne) == {"validees": Decimal(40), "invalidees": Decimal(23)}


def test_the_structure_has_eight_days_to_answer(decision, facilitateur):
    assert decision.observations_avant == AUJOURDHUI + datetime.timedelta(days=8)
    with pytest.raises(Refus) as refus:
        transmettre(decision=decision, par=facilitateur)
    assert refus.value.code == "DECISION_TROP_TOT"
    observer(decision=decision, texte="La fiche était prête.", par=facilitateur)
    assert transmettre(decision=decision, par=facilitateur).etat == "transmise"


def test_the_day_after_the_eight_days_it_leaves_alone(decision, facilitateur):
    for jours, attendu in ((8, 0), (9, 1)):
        quand = AUJOURDHUI + datetime.timedelta(days=jours)
        with figer(quand):
            assert suivre_decisions(jour=quand, par=facilitateur)["transmises"] == attendu


@pytest.mark.parametrize(("accord", "etat"), [(False, "transmise"), (True, "decidee")])
def test_silence_at_thirty_days_counts_only_if_agreed(
    territoire, decision, ligne, facilitateur, accord, etat
):
    AccordDecision.objects.create(
        territoire=territoire,
        donneur_ordre=ligne.lot.marche.donneur_ordre,
        silence_vaut_accord=accord,
        reference="Convention 2026, article 6",
        signe_le=datetime.date(2026, 1, 10),
    )
    for jours in (9, 15, 29, 30):
        quand = AUJOURDHUI + datetime.timedelta(days=jours)
        with figer(quand):
            suivre_decisions(jour=quand, par=facilitateur)
    decision.refresh_from_db()
    assert (decision.etat, decision.tacite) == (etat, accord)


def test_a_written_delegation_decides_at_once(territoire, ligne, facilitateur):
    AccordDecision.objects.create(
        territoire=territoire,
        donneur_ordre=ligne.lot.marche.donneur_ordre,
        delegation=True,
        reference="Délégation du 10/01/2026",
        signe_le=datetime.date(2026, 1, 10),
    )
    decision = proposer_decision(lignes=[ligne], proposition=MAINTENIR, par=facilitateur)
    assert decision.etat == "decidee"
    assert totaux(ligne) == {"validees": Decimal(63)}


def test_a_decision_is_taken_once(decision, facilitateur):
    decider(decision=decision, sens="maintien", motif="Oui", par=facilitateur)
    with pytest.raises(Conflit) as conflit:
        decider(decision=decision, sens="invalidation", motif="Non", par=facilitateur)
    assert conflit.value.code == "DECISION_DEJA_PRISE"


def test_a_later_decision_may_revise_it(ligne, decision, facilitateur):
    prise = decider(decision=decision, sens="invalidation", motif="Récidive", par=facilitateur)
    assert totaux(ligne) == {"invalidees": Decimal(63)}
    nouvelle = reviser(decision=prise, proposition=MAINTENIR, par=facilitateur)
    assert totaux(ligne) == {"a_decider": Decimal(63)}
    decider(decision=nouvelle, sens="maintien", motif="Pièce retrouvée", par=facilitateur)
    assert totaux(ligne) == {"validees": Decimal(63)}
    assert Decision.objects.get(pk=prise.pk).etat == "revisee"


def test_the_buyer_reads_no_name(connecter, territoire, ligne, decision, facilitateur):
    observer(decision=decision, texte="Nous avions prévenu le guichet.", par=facilitateur)
    transmettre(decision=decision, par=facilitateur)
    client = connecter("donneur_ordre", territoire, acteur=ligne.lot.marche.donneur_ordre)
    racine = f"/t/{territoire.slug}/publics/decisions/"
    for adresse in (racine, f"{racine}{decision.pk}/"):
        page = client.get(adresse)
        texte = page.content.decode()
        assert page.status_code == 200
        assert "63" in texte
        assert "Benali" not in texte
        assert "Rachid" not in texte
    page = client.post(f"{racine}{decision.pk}/decider/", {"sens": "maintien", "motif": "Public éligible"})
    assert page.status_code == 302
    assert (
        client.post(f"{racine}{decision.pk}/decider/", {"sens": "maintien", "motif": "x"}).status_code == 409
    )


def test_a_name_in_the_sheet_is_refused(ligne, facilitateur):
    proposition = Proposition(
        sens="maintien", heures=Decimal(63), motif="R3_BONNE_FOI", explication="M. BENALI était éligible."
    )
    with pytest.raises(Refus) as refus:
        proposer_decision(lignes=[ligne], proposition=proposition, par=facilitateur)
    assert refus.value.code == "DECISION_NOM"


def _rectifier(ligne, lots, heures, facilitateur):
    une = ligne.participant
    contenu = classeur([ligne_de(une, lots[0], heures)])
    releve = deposer_releve(
        employeur=ligne.employeur, mois=OCTOBRE, nom="r.xlsx", contenu=contenu, par=facilitateur
    )
    envoyer_releve(releve=releve, par=facilitateur)
    return LigneReleve.objects.get(releve=releve)


def test_corrected_hours_end_the_decision_that_was_asked(ligne, decision, lots, facilitateur):
    """The buyer no longer decides on replaced hours; the new ones wait for a proposal of their own."""
    nouvelle = _rectifier(ligne, lots, 35, facilitateur)
    decision.refresh_from_db()
    assert (decision.etat, decision.motif_decision) == ("revisee", SANS_OBJET)
    with pytest.raises(Conflit):
        decider(decision=decision, sens="maintien", motif="Oui", par=facilitateur)
    assert (nouvelle.courante, nouvelle.heures_a_decider) == (True, Decimal(35))
    assert proposer_decision(
        lignes=[nouvelle],
        proposition=Proposition(sens="maintien", heures=Decimal(35), motif="R3_DEMANDE_TARDIVE"),
        par=facilitateur,
    ).heures == Decimal(35)
