"""JSON-LD as we write it: one context, flat nodes that point at each other, lasting addresses."""

from typing import TypeAlias

from django.urls import reverse

from catalog.addresses import absolute
from catalog.models import Edition

WORDS = ["name", "description", "dct:title", "dct:description", "dct:rights", "skos:prefLabel", "skos:definition"]
CONTEXT = {
    "@vocab": "https://schema.org/",
    "adms": "http://www.w3.org/ns/adms#",
    "atu": "http://data.europa.eu/88u/dataset/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{word: {"@id": word if ":" in word else f"https://schema.org/{word}", "@language": "id"} for word in WORDS},
    "cv:hasValue": {"@id": "cv:hasValue", "@type": "xsd:double"},
    "time:numericDuration": {"@id": "time:numericDuration", "@type": "xsd:decimal"},
}
INDONESIAN = "http://publications.europa.eu/resource/authority/language/IND"
RUPIAH = "http://publications.europa.eu/resource/authority/currency/IDR"

Node: TypeAlias = dict[str, object]


def node(address: str, types: list[str], name: str, words: str = "") -> Node:
    return {"@id": address, "@type": types, "name": name, "dct:title": name, **(described(words) if words else {})}


def part_of(edition: Edition, fragment: str, types: list[str], name: str, words: str) -> Node:
    identifier = f"{edition.standard.slug}/{fragment}"
    return {**node(here(edition, fragment), types, name, words), "dct:identifier": identifier}


def concept(address: str, label: str, types: tuple[str, ...] = ()) -> Node:
    return {"@id": address, "@type": [*types, "skos:Concept"], "name": label, **labelled(label)}


def scheme(address: str, label: str, types: tuple[str, ...] = ()) -> Node:
    return {"@id": address, "@type": [*types, "skos:ConceptScheme"], "name": label, **labelled(label)}


def described(words: str) -> Node:
    return {"description": words, "dct:description": words}


def labelled(label: str) -> Node:
    return {"skos:prefLabel": label}


def here(edition: Edition, fragment: str) -> str:
    """A lasting address within a standard."""
    return f"{absolute(edition.standard.get_absolute_url())}#{fragment}"


def site(fragment: str) -> str:
    """A lasting address of something that all standards share."""
    return f"{absolute(reverse('catalog:home'))}#{fragment}"


def ref(address: str) -> Node:
    return {"@id": address}


def references(nodes: list[Node]) -> list[Node]:
    return [ref(str(each["@id"])) for each in nodes]
