"""The documents as other programs see them: veraPDF, poppler, pyHanko."""

import io
import re
import subprocess

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from guichet.documents.production import composer, imprimer, produire
from guichet.documents.verification import verifier
from tests.documents import exemples
from tests.outils.verapdf.validation import valider

pytestmark = pytest.mark.pdf
CHAMPS = {
    "Signature_Guichet": "Signature du guichet",
    "Signature_Structure": "Signature de la structure",
    "Signature_Prefet": "Signature du préfet",
}


def _texte(chemin) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", chemin, "-"], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("nom", ["convention", "bilan", "liste"])
def test_pdf_scelle_conforme_a_pdfa_3a_et_pdfua_1_selon_verapdf(nom, request, fichier):
    for rapport in valider(fichier(request.getfixturevalue(nom)), "3a", "ua1"):
        assert rapport.conforme, rapport.defauts
        assert rapport.controles > 1000


def test_convention_avec_trois_champs_de_signature_conforme_selon_verapdf(sceau, fichier):
    pdf = produire("convention", exemples.convention("geiq"), exemples.identite(), sceau=sceau, champs=CHAMPS)
    for rapport in valider(fichier(pdf), "3a", "ua1"):
        assert rapport.conforme, rapport.defauts
    champs = PdfFileReader(io.BytesIO(pdf)).root["/AcroForm"]["/Fields"]
    assert [str(champ.get_object()["/T"]) for champ in champs] == ["Sceau_Guichet", *CHAMPS]


def test_verapdf_voit_un_defaut_quand_il_y_en_a_un(fichier):
    import pikepdf

    with pikepdf.open(io.BytesIO(imprimer("convention", exemples.convention(), exemples.identite()))) as pdf:
        del pdf.Root.Lang
        sortie = io.BytesIO()
        pdf.save(sortie)
    assert not valider(fichier(sortie.getvalue()), "ua1")[0].conforme


@pytest.mark.parametrize("nom", ["convention", "bilan"])
def test_signature_valide_selon_pyhanko(nom, request, certificat):
    octets = request.getfixturevalue(nom)
    (signature,) = PdfFileReader(io.BytesIO(octets)).embedded_signatures
    contexte = ValidationContext(
        trust_roots=list(certificat.racines), allow_fetching=False, moment=exemples.LE
    )
    etat = validate_pdf_signature(signature, contexte)
    assert etat.bottom_line
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert etat.signing_cert.public_key.curve == ("named", "secp256r1")


@pytest.mark.parametrize("nom", ["convention", "bilan"])
def test_signature_valide_selon_pdfsig(nom, request, fichier):
    fini = subprocess.run(
        ["pdfsig", "-nocert", fichier(request.getfixturevalue(nom))],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Signature Validation: Signature is Valid." in fini.stdout
    assert "Total document signed" in fini.stdout


@pytest.mark.parametrize(("nom", "donnees"), [("convention", exemples.convention), ("bilan", exemples.bilan)])
def test_memes_donnees_memes_octets_avant_le_sceau(nom, donnees):
    assert imprimer(nom, donnees(), exemples.identite()) == imprimer(nom, donnees(), exemples.identite())


def test_le_sceau_ne_change_que_la_signature_et_date_du_document(sceau):
    avant = imprimer("convention", exemples.convention(), exemples.identite())
    apres = produire("convention", exemples.convention(), exemples.identite(), sceau=sceau)
    assert apres.startswith(avant)
    lecteurs = [PdfFileReader(io.BytesIO(octets)) for octets in (avant, apres)]
    assert lecteurs[0].root["/Metadata"].data == lecteurs[1].root["/Metadata"].data
    assert lecteurs[1].embedded_signatures[0].self_reported_timestamp == exemples.LE


def test_chaque_page_porte_numero_version_code_et_rang(convention, fichier):
    pages = _texte(fichier(convention)).split("\f")[:-1]
    assert len(pages) >= 4
    assert all("D1-2026-0412, version 1" in page and "7QF4-KM2D-9XTP" in page for page in pages)
    rangs = [re.search(r"Page\s(\d+) sur\s(\d+)", page) for page in pages[1:]]
    assert [rang.groups() for rang in rangs] == [(str(n), str(len(pages))) for n in range(2, len(pages) + 1)]


def test_bilan_imprime_le_tableau_de_niort(bilan, fichier):
    """The PDF's own text gives back the table of domaine §8."""
    texte = _texte(fichier(bilan)).replace("\u00a0", " ")
    for libelle, *valeurs in (
        ("Donneurs d’ordre", "5", "7", "12"),
        ("Heures identifiées", "17 662", "56 975", "69 871"),
        ("Heures réalisées", "6 735", "10 794", "25 009"),
        ("Personnes", "37", "63", "115"),
    ):
        ligne = r"\s+".join((libelle, *valeurs))
        assert re.search(rf"^{ligne}\s", texte, re.MULTILINE), libelle


def test_sommaire_donne_la_page_de_chaque_chapitre(bilan, fichier):
    pages = _texte(fichier(bilan)).split("\f")
    for rang, titre in re.findall(r"^(\d\. .+?)\s{2,}(\d+)$", pages[1], re.MULTILINE):
        assert rang in pages[int(titre) - 1]
    assert len(re.findall(r"^\d\. ", pages[1], re.MULTILINE)) == 2


def test_texte_des_personnes_est_echappe():
    donnees = exemples.convention()
    donnees["parties"][1]["nom"] = "<script>x</script> & Cie"
    html = composer("convention", donnees, exemples.identite())
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_couleur_illisible_refusee():
    with pytest.raises(ValueError, match="#FFFF00"):
        composer("convention", exemples.convention() | {"accent": "#FFFF00"}, exemples.identite())


def test_emplacement_de_signature_absent_est_nomme():
    with pytest.raises(ValueError, match="Signature_Maire"):
        imprimer(
            "convention", exemples.convention(), exemples.identite(), champs={"Signature_Maire": "Maire"}
        )


def test_signatures_electroniques_des_trois_parties_apres_le_sceau(sceau, certificat):
    from guichet.documents.sceau import sceller

    pdf = produire("convention", exemples.convention(), exemples.identite(), sceau=sceau, champs=CHAMPS)
    for champ in CHAMPS:
        pdf = sceller(pdf, sceau, le=exemples.LE, champ=champ)
    verdict = verifier(pdf, racines=certificat.racines, le=exemples.LE, signatures_attendues=4)
    assert verdict.valide, verdict
    assert [s["champ"] for s in verdict.details["signatures"]] == ["Sceau_Guichet", *CHAMPS]
