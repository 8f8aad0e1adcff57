"""A standard as linked data: schema.org GovernmentService and CPSV-AP 3.2, one JSON-LD graph of flat nodes.

Sources: https://semiceu.github.io/CPSV-AP/releases/3.2.0/ and https://schema.org/GovernmentService. Whatever can be
pointed at has a lasting address: the standard's own, and a fragment.
"""

from django.urls import reverse
from django.utils.text import slugify

from catalog.addresses import absolute
from catalog.json_ld import (
    CONTEXT,
    INDONESIAN,
    RUPIAH,
    Node,
    concept,
    described,
    here,
    labelled,
    node,
    part_of,
    ref,
    references,
    scheme,
    site,
)
from catalog.models import Citation, Edition, Regulation
from catalog.open_data import LICENCE
from catalog.presentation import LEGAL_BASIS, cited_in, description
from catalog.rules.channels import PrintedChannel, printed_channels
from catalog.rules.components import BY_KEY, Component
from catalog.rules.outline import Block, Item, ListBlock, parse, plain, walk

FORCE = {"berlaku": "InForce", "diubah": "InForce", "dicabut": "NotInForce"}  # "perlu diperiksa" claims nothing
LEGISLATION = ["Legislation", "eli:LegalResource"]


def linked_data(edition: Edition) -> dict:
    """The current edition of a standard; ``edition.standard`` and ``edition.sector`` are used."""
    parts = {
        "cpsv:hasInput": requirements(edition),
        "cpsv:produces": [output(edition)],
        "cpsv:follows": [rule(edition, BY_KEY["procedure"]), time_rule(edition)],
        "cv:hasCost": [cost(edition)],
        "cv:hasChannel": channels(edition),
        "cv:hasLegalResource": [legal_resource(edition, each) for each in cited_in(edition)[LEGAL_BASIS]],
        "cv:isClassifiedBy": [activity(edition), risk(edition)],
        "cv:sector": [sector(edition)] if edition.sector else [],
        "adms:status": [status(edition)],
    }
    links = {name: references(nodes) for name, nodes in parts.items() if nodes}
    found = [node for nodes in parts.values() for node in nodes]
    return {"@context": CONTEXT, "@graph": [service(edition, links), document(edition), *found, *surroundings(edition)]}


def service(edition: Edition, links: dict) -> Node:
    page = absolute(edition.standard.get_absolute_url())
    return {
        **node(here(edition, "layanan"), ["GovernmentService", "cpsv:PublicService"], edition.kbli_title),
        **described(description(edition)),
        "dct:identifier": edition.standard.slug,
        "identifier": edition.standard.slug,
        "url": {"@id": page},
        "serviceType": edition.get_licence_kind_display(),
        "provider": ref(site("dinas")),
        "areaServed": ref(site("kabupaten-purwakarta")),
        "subjectOf": ref(here(edition, f"edisi-{edition.number}")),
        "cv:hasCompetentAuthority": ref(site("dinas")),
        "dct:spatial": ref(site("kabupaten-purwakarta")),
        "dct:language": ref(INDONESIAN),
        **links,
        # A requirement in the printed text may be a document, a condition, or both: so each is linked as either.
        "cv:holdsRequirement": links["cpsv:hasInput"],
        "category": links["cv:isClassifiedBy"][0],
        "offers": links["cv:hasCost"],
        "serviceOutput": links["cpsv:produces"],
        **({"availableChannel": links["cv:hasChannel"]} if "cv:hasChannel" in links else {}),
        **replacement(edition),
    }


def replacement(edition: Edition) -> Node:
    successor = edition.standard.replaced_by
    return {"dct:isReplacedBy": ref(absolute(successor.get_absolute_url()) + "#layanan")} if successor else {}


def document(edition: Edition) -> Node:
    """The edition itself, as a text that says since when it holds."""
    withdrawn_on = edition.standard.withdrawn_on
    address = absolute(edition.get_absolute_url())
    return {
        "@id": here(edition, f"edisi-{edition.number}"),
        "@type": ["DigitalDocument"],
        "name": f"Standar pelayanan {edition.kbli_title}, edisi {edition.number}",
        "url": {"@id": address},
        "inLanguage": "id",
        "version": edition.number,
        "datePublished": edition.published_at.isoformat(),
        "temporalCoverage": f"{edition.effective_on}/{withdrawn_on or '..'}",
        "creativeWorkStatus": "dicabut" if withdrawn_on else "berlaku",
        "publisher": ref(site("dinas")),
        "dct:rights": f"Lisensi: {LICENCE}",
    }


# The components


def requirements(edition: Edition) -> list[Node]:
    """Component 1, one node for each requirement."""
    found = enumerate(requirement_parts(parse(edition.requirements)), start=1)
    return [requirement(edition, number, part) for number, part in found]


def requirement_parts(blocks: list[Block]) -> list[list[Block]]:
    """The items, those under a heading ("A. Persyaratan Umum:") one by one.

    Whole where a paragraph stands among them: it may be the condition under which they are asked for at all.
    """
    if not all(isinstance(block, ListBlock) for block in blocks):
        return [blocks]
    parts: list[list[Block]] = []
    for block in blocks:
        for item in block.items:
            whole: list[Block] = [ListBlock(block.style, [item])]
            parts += requirement_parts(item.blocks) if is_heading(item) else [whole]
    return parts


def is_heading(item: Item) -> bool:
    lists_only = all(isinstance(block, ListBlock) for block in item.blocks)
    return item.marker[0].isupper() and item.text.endswith(":") and bool(item.blocks) and lists_only


def requirement(edition: Edition, number: int, part: list[Block]) -> Node:
    name = next((plain(inline) for _, inline in walk(part) if inline), BY_KEY["requirements"].name)
    return part_of(edition, f"persyaratan-{number}", ["cv:Evidence", "cv:Requirement"], name, as_printed(part))


def output(edition: Edition) -> Node:
    words = as_printed(parse(edition.products))
    return part_of(edition, "produk", ["Thing", "cv:Output"], edition.product or words.partition("\n")[0], words)


def rule(edition: Edition, component: Component) -> Node:
    words = as_printed(parse(edition.text_of(component)))
    return part_of(edition, component.anchor, ["cpsv:Rule"], component.name, words)


def time_rule(edition: Edition) -> Node:
    """Component 3. cv:processingTime takes an ISO 8601 duration, which knows no working days: "P7D" would be a lie.

    So the words stand as a rule, and the number as an OWL-Time duration whose unit is the working day.
    """
    words = rule(edition, BY_KEY["processing_time"])
    if edition.processing_days is None:
        return words
    duration = {
        "@type": "time:Duration",
        "time:numericDuration": edition.processing_days,
        "time:unitType": ref(site("hari-kerja")),
    }
    return {**words, "time:hasDuration": duration}


def cost(edition: Edition) -> Node:
    name = BY_KEY["fees"].name
    words = part_of(edition, "biaya", ["Offer", "cv:Cost"], name, as_printed(parse(edition.fees)))
    if edition.fee_rupiah is None:
        return words
    amount = {"price": edition.fee_rupiah, "priceCurrency": "IDR"}
    return {**words, **amount, "cv:hasValue": edition.fee_rupiah, "cv:currency": ref(RUPIAH)}


def channels(edition: Edition) -> list[Node]:
    """The channels of component 6: where to ask, complain or suggest."""
    return [channel(edition, *each) for each in enumerate(printed_channels(edition.complaint_handling), start=1)]


def channel(edition: Edition, number: int, printed: PrintedChannel) -> Node:
    types = ["ServiceChannel", "cv:Channel"]
    link = {"serviceUrl": ref(printed.href)} if printed.href else {}
    return {**part_of(edition, f"kanal-{number}", types, printed.label, printed.place), **link}


def legal_resource(edition: Edition, cited: Citation) -> Node:
    """A regulation that component 7 cites: as it is on record, or as it is cited."""
    if cited.regulation:
        return regulation_node(cited.regulation, cited.title)
    own = here(edition, slugify(f"{cited.kind} {cited.number} {cited.year}"))
    return {**node(own, LEGISLATION, full_name(cited, cited.title)), **identified(cited)}


def regulation_node(regulation: Regulation, title: str = "") -> Node:
    """A regulation on record with its status; ``title`` is what a text calls it where its own is not known."""
    force = FORCE.get(regulation.status)
    return {
        **node(regulation_id(regulation), LEGISLATION, full_name(regulation, regulation.title or title)),
        **identified(regulation),
        "creativeWorkStatus": regulation.status,
        **({"legislationLegalForce": {"@id": f"https://schema.org/{force}"}} if force else {}),
    }


def regulation_data(regulation: Regulation) -> dict:
    """A regulation on record, and what replaces it where that is on record too."""
    graph = [regulation_node(regulation)]
    if regulation.successor:
        graph.append({**regulation_node(regulation.successor), "legislationRepeals": [ref(graph[0]["@id"])]})
    return {"@context": CONTEXT, "@graph": graph}


def regulation_id(regulation: Regulation) -> str:
    return absolute(f"{regulation.get_absolute_url()}#peraturan")


def full_name(named: Citation | Regulation, title: str) -> str:
    return f"{named.kind} Nomor {named.number} Tahun {named.year}" + (f" tentang {title}" if title else "")


def identified(named: Citation | Regulation) -> Node:
    return {"legislationIdentifier": f"{named.kind} {named.number}/{named.year}"}


# What it is classified by


def activity(edition: Edition) -> Node:
    """The KBLI code, always of its edition: the same number means something else in another."""
    address = absolute(reverse("catalog:kbli_code", args=[edition.kbli_code])) + f"#kbli-{edition.kbli_edition}"
    return {
        **concept(address, edition.kbli_title, ("CategoryCode",)),
        "codeValue": edition.kbli_code,
        "skos:notation": edition.kbli_code,
        "inCodeSet": ref(site(f"kbli-{edition.kbli_edition}")),
        "skos:inScheme": ref(site(f"kbli-{edition.kbli_edition}")),
    }


def risk(edition: Edition) -> Node:
    address = site(f"risiko-{edition.risk_level}")
    return {**concept(address, f"Risiko {edition.get_risk_level_display()}"), "skos:inScheme": ref(site("risiko"))}


def sector(edition: Edition) -> Node:
    return concept(site(f"sektor-{edition.sector.slug}"), edition.sector.name)


def status(edition: Edition) -> Node:
    word = "dicabut" if edition.standard.withdrawn_on else "berlaku"
    return concept(site(f"status-{word}"), word)


# What stands around every standard


def surroundings(edition: Edition) -> list[Node]:
    """The office, its area, and the terms that a graph must not leave unexplained."""
    kbli, area = edition.kbli_edition, site("kabupaten-purwakarta")
    office = node(
        site("dinas"),
        ["GovernmentOrganization", "cv:PublicOrganisation"],
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten Purwakarta",
    )
    return [
        {**office, **labelled(office["name"]), "areaServed": ref(area), "dct:spatial": ref(area)},
        node(area, ["AdministrativeArea", "dct:Location", "atu:atu-type"], "Kabupaten Purwakarta"),
        {"@id": INDONESIAN, "@type": ["dct:LinguisticSystem"], **labelled("Bahasa Indonesia")},
        concept(RUPIAH, "Rupiah"),
        scheme(site(f"kbli-{kbli}"), f"KBLI {kbli}", ("CategoryCodeSet",)),
        scheme(site("risiko"), "Tingkat risiko"),
        {
            "@id": site("hari-kerja"),
            "@type": ["time:TemporalUnit"],
            **labelled("hari kerja"),
            "skos:definition": "Senin sampai Jumat, tanpa hari libur nasional dan cuti bersama.",
        },
    ]


def as_printed(blocks: list[Block]) -> str:
    """The words with their printed markers, an item a line, without markup."""
    return "\n".join(f"{marker} {plain(inline)}".strip() for marker, inline in walk(blocks))
