"""One pass over the rendered PDF: PDF/UA-1, tagged signature fields, flat objects, an id from the content."""

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from guichet.documents.metadonnees import declarer_pdf_ua
from guichet.documents.rendu import Champ

_IMPRIMER_ET_VERROUILLER = 4 | 128


def finir(pdf: bytes, champs: Sequence[Champ] = ()) -> bytes:
    """Return the PDF ready to be sealed: PDF/A-3a and PDF/UA-1, deterministic.

    Object streams are switched off because the difference analysis of a validator re-reads them for every
    object (minutes instead of a second on a long document).
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        racine = document.Root
        racine.Metadata.write(declarer_pdf_ua(racine.Metadata.read_bytes()))
        if champs:
            _poser_champs(document, champs)
        sortie = io.BytesIO()
        document.save(
            sortie,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
            linearize=False,
            fix_metadata_version=False,
        )
    return sortie.getvalue()


def _poser_champs(document: Pdf, champs: Sequence[Champ]) -> None:
    arbre = document.Root.StructTreeRoot
    racine = _element_racine(arbre)
    cle = int(arbre.ParentTree.Nums[-2]) + 1
    poses = []
    for champ in champs:
        page = document.pages[champ.page]
        widget = document.make_indirect(_widget(document, champ, page, cle))
        element = document.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Form,
                P=racine,
                Pg=page.obj,
                Alt=String(champ.libelle),
                K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj),
            )
        )
        racine.K.append(element)
        arbre.ParentTree.Nums.extend([cle, element])
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(widget)
        page.Tabs = Name.S
        poses.append(widget)
        cle += 1
    arbre.ParentTreeNextKey = cle
    document.Root.AcroForm = document.make_indirect(Dictionary(Fields=Array(poses), SigFlags=3))


def _element_racine(arbre) -> pikepdf.Object:
    """Return the Document element of the structure tree, with its children as an array."""
    enfant = arbre.K[0] if isinstance(arbre.K, Array) else arbre.K
    if not isinstance(enfant.K, Array):
        enfant.K = Array([enfant.K])
    return enfant


def _widget(document: Pdf, champ: Champ, page, cle: int) -> Dictionary:
    x0, y0, x1, y1 = champ.rectangle
    apparence = document.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, x1 - x0, y1 - y0])
    )
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String(champ.nom),
        TU=String(champ.libelle),
        Contents=String(champ.libelle),
        Rect=Array(champ.rectangle),
        F=_IMPRIMER_ET_VERROUILLER,
        P=page.obj,
        StructParent=cle,
        AP=Dictionary(N=apparence),
    )
