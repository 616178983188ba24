"""The compiled validator kept in the repository comes from the source beside it."""

from tests.outils.verapdf.compilation import EMPREINTE, empreinte_de_la_source


def test_classe_compilee_depuis_la_source_presente():
    assert EMPREINTE.read_text().strip() == empreinte_de_la_source()
