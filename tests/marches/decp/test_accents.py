"""Lost accents: proposed when one reading exists, never invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marches.decp.accents import PERDU, _lexique, proposer_texte


@pytest.mark.parametrize(
    ("publie", "propose"),
    [
        ("March? N?2", "Marché N°2"),
        ("Lot n? 4", "Lot N° 4"),
        ("PRESTATION R?F?RENT", "PRESTATION RÉFÉRENT"),
        ("?tudes d'?volution", "Études d'évolution"),
        ("Assemblée g?n?rale", "Assemblée générale"),
        ("la bo?te ? films", "la boîte à films"),
        ("SARL La Rosette des pr?s", None),
        ("Lyc?e Jean Mac?", None),
        ("Lycée", None),
        ("", None),
        (None, None),
    ],
)
def test_lecture_proposee(publie, propose):
    assert proposer_texte(publie and publie.replace("?", PERDU)) == propose


@given(st.sampled_from(sorted(_lexique())))
def test_un_mot_ambigu_n_est_jamais_devine(forme):
    propose = proposer_texte(f"x {forme}")
    mots = _lexique()[forme]
    assert propose == (f"x {next(iter(mots))}" if len(mots) == 1 else None)


@given(st.text(alphabet=["a", "é", "É", " ", "'", PERDU, "N", "2"]))
def test_une_proposition_garde_tout_ce_qui_etait_lisible(texte):
    propose = proposer_texte(texte)
    if propose is not None:
        assert PERDU not in propose
        assert len(propose) == len(texte)
