"""What the public shapes of CPSV-AP 3.2.0 ask of the classes we use, and a check of a flat JSON-LD graph against them.

Source: https://github.com/SEMICeu/CPSV-AP, releases/3.2.0/shacl/cpsv-ap-SHACL.ttl; every rule of these classes whose
property we could give. The whole file, run by a SHACL engine, says no more about them.
"""

LITERAL, WORDS = "literal", "rdf:langString"
MANY = 1_000
ONE_IDENTIFIER = {"dct:identifier": (1, 1, LITERAL)}
TITLED = {**ONE_IDENTIFIER, "dct:title": (1, MANY, WORDS), "dct:description": (0, MANY, WORDS)}

# class → property → how often at least and at most, and of what type or class
SHAPES = {
    "cpsv:PublicService": {
        **TITLED,
        "dct:description": (1, MANY, WORDS),
        "dct:language": (0, MANY, "dct:LinguisticSystem"),
        "dct:spatial": (0, MANY, "dct:Location"),
        "dct:type": (0, MANY, "skos:Concept"),
        "adms:status": (0, 1, "skos:Concept"),
        "cpsv:follows": (0, MANY, "cpsv:Rule"),
        "cpsv:hasInput": (0, MANY, "cv:Evidence"),
        "cpsv:produces": (0, MANY, "cv:Output"),
        "cv:hasChannel": (0, MANY, "cv:Channel"),
        "cv:hasCompetentAuthority": (1, MANY, "cv:PublicOrganisation"),
        "cv:hasCost": (0, MANY, "cv:Cost"),
        "cv:hasLegalResource": (0, MANY, "eli:LegalResource"),
        "cv:holdsRequirement": (0, MANY, "cv:Requirement"),
        "cv:isClassifiedBy": (0, MANY, "skos:Concept"),
        "cv:processingTime": (0, 1, "xsd:duration"),
        "cv:relatedService": (0, MANY, "cpsv:PublicService"),
        "cv:sector": (0, MANY, "skos:Concept"),
    },
    "cv:PublicOrganisation": {"skos:prefLabel": (1, MANY, WORDS), "dct:spatial": (1, MANY, "atu:atu-type")},
    "cv:Evidence": {**TITLED, "dct:type": (0, 1, "skos:Concept")},
    "cv:Requirement": {**TITLED, "dct:type": (0, MANY, "skos:Concept")},
    "cv:Output": {**TITLED, "dct:type": (0, MANY, "skos:Concept")},
    "cpsv:Rule": {**TITLED, "dct:description": (1, MANY, WORDS), "dct:type": (0, 1, "skos:Concept")},
    "cv:Cost": {
        **ONE_IDENTIFIER,
        "dct:description": (0, MANY, WORDS),
        "cv:hasValue": (0, 1, "xsd:double"),
        "cv:currency": (0, 1, "skos:Concept"),
    },
    "cv:Channel": {
        **ONE_IDENTIFIER,
        "dct:description": (0, MANY, WORDS),
        "dct:type": (0, 1, "skos:Concept"),
        "cv:processingTime": (0, 1, "xsd:duration"),
    },
    "eli:LegalResource": {"dct:relation": (0, MANY, "eli:LegalResource")},
}


def breaches(document: dict) -> list[str]:
    """What is wrong with a document of one context and flat nodes; none where it conforms."""
    types = {node["@id"]: node["@type"] for node in document["@graph"]}
    found = []
    for node in document["@graph"]:
        for name in node["@type"]:
            for property_name, rule in SHAPES.get(name, {}).items():
                values = node.get(property_name, [])
                values = values if isinstance(values, list) else [values]
                problem = breach(values, rule, document["@context"].get(property_name, {}), types)
                found += [f"{node['@id']} {property_name}: {problem}"] if problem else []
    return found


def breach(values, rule, term, types) -> str:
    least, most, kind = rule
    if not least <= len(values) <= most:
        return f"{len(values)} values"
    if kind == LITERAL:
        wrong = [value for value in values if not isinstance(value, str) or not value]
    elif kind == WORDS:
        wrong = [value for value in values if term.get("@language") != "id" or not isinstance(value, str) or not value]
    elif kind.startswith("xsd:"):
        wrong = [value for value in values if term.get("@type") != kind or isinstance(value, dict)]
    else:
        wrong = [value for value in values if kind not in types.get(value["@id"], [])]
    return f"no {kind}: {wrong}" if wrong else ""
