"""XMP metadata: PDF/A-3a, PDF/UA-1 and the extension schema that PDF/A asks for the latter."""

from lxml import etree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"

# PDF/A-3 (ISO 19005-3, 6.6.2.3) accepts a property outside its list only if the file describes it.
_DESCRIPTIONS = f"""
<rdf:RDF xmlns:rdf="{RDF}" xmlns:pdfuaid="{_UA}"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Description rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def declarer_pdf_ua(xmp: bytes) -> bytes:
    """Return the XMP packet with the PDF/UA-1 declaration added to its RDF; raises ValueError without RDF."""
    lecteur = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    racine = etree.fromstring(xmp, lecteur)
    rdf = racine.find(f".//{{{RDF}}}RDF")
    if rdf is None:
        raise ValueError("Métadonnées XMP sans RDF")
    rdf.extend(etree.fromstring(_DESCRIPTIONS, lecteur))
    corps = etree.tostring(racine, encoding="utf-8")
    return (
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' + corps + b'\n<?xpacket end="r"?>'
    )
