import csv
import datetime as dt
import json
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand

from catalog import citations, drafts
from catalog.annex import read_file
from catalog.kbli_csv import read_codes
from catalog.models import KbliCode, Regulation, Sector, SharedText, Standard
from catalog.rules import citation, kbli
from catalog.rules.components import COMPONENTS
from catalog.rules.quality.usual import usual

FOLDER = settings.BASE_DIR / "fixtures"
REFERENCE = settings.BASE_DIR.parent / "shared" / "reference"
MADE_AT = dt.datetime(2026, 11, 20, tzinfo=ZoneInfo("Asia/Jakarta"))

SECTORS = {"perindustrian": "Perindustrian", "ketenagakerjaan": "Ketenagakerjaan", "pertanian": "Pertanian"}
SECTOR_OF_DOCUMENT = {
    "000": "perindustrian",
    # Its own legal basis names the agriculture sector, on an inspection of safety at work: the source's mistake.
    "001": "ketenagakerjaan",
    "002": "ketenagakerjaan",
    "004": "pertanian",
}
SHARED_FROM = "004"  # has the fewest reading errors
SHARED_COMPONENTS = (4, 6, 8, 9, 10, 11, 12, 13, 14)

SHORT_KINDS = {
    "Undang-Undang": "uu",
    "Peraturan Pemerintah": "pp",
    "Peraturan Badan Koordinasi Penanaman Modal": "perka-bkpm",
    "Peraturan Menteri Perindustrian": "permenperin",
    "Peraturan Menteri Pertanian": "permentan",
    "Peraturan Menteri Ketenagakerjaan": "permenaker",
    "Peraturan Menteri Investasi dan Hilirisasi/Kepala BKPM": "permeninvestasi-bkpm",
    "Peraturan Menteri PANRB": "permenpanrb",
}
UNKNOWN_TITLE = "(title to be read from the gazette)"
NOTES = {  # the reference writes them in English; staff and public read Indonesian
    "": "",
    "made under PP 5/2021; no successor found": "Dibuat berdasarkan PP 5/2021; penggantinya belum ditemukan.",
    "made under PP 5/2021; no successor found; cited by 001 although its subject is K3 inspection": (
        "Dibuat berdasarkan PP 5/2021; penggantinya belum ditemukan. "
        "Dikutip oleh standar KBLI 71204 meskipun pokok standar itu inspeksi K3."
    ),
    "a successor on the same subject exists (18 Nov 2025); its revocation clause was not read": (
        "Ada peraturan baru tentang pokok yang sama (18 November 2025); ketentuan pencabutannya belum dibaca."
    ),
    "fill in the title from the decree before showing it": (
        "Perlu diperiksa: judulnya belum dibaca dari Berita Negara."
    ),
    "14 components: article 21": "14 komponen: Pasal 21.",
    "6 components of delivery, 8 of internal management": (
        "6 komponen penyampaian pelayanan, 8 komponen pengelolaan di internal organisasi."
    ),
}

MODELS = (
    "standard",
    "edition",
    "cancellededition",
    "sharedtext",
    "regulation",
    "sector",
    "kblicode",
    "kblicrosswalk",
    "synonym",
    "missedsearch",
    "finding",
    "findinganswer",
    "submission",
    "draftlink",
    "remark",
)
READING = [f"view_{model}" for model in MODELS]
EDITING = [
    f"{right}_{model}" for model in ("standard", "sharedtext", "regulation", "synonym") for right in ("add", "change")
]
EDITING += ["delete_synonym", "delete_missedsearch", "add_findinganswer"]
# Whoever may add an edition may publish, a shared text too; it is done by publishing.py, never by a form for editions.
PUBLISHING = ["add_edition", "add_cancellededition"]
KEEPING = [
    f"{right}_{model}" for model in ("sector", "kblicode", "kblicrosswalk") for right in ("add", "change", "delete")
]
GROUPS = {
    "penyunting katalog": READING + EDITING,
    "penerbit katalog": READING + EDITING + PUBLISHING,
    "admin katalog": [
        *READING,
        *EDITING,
        *PUBLISHING,
        *KEEPING,
        "delete_standard",
        "delete_regulation",
        "force_submission",
    ],
}


class Command(BaseCommand):
    help = "Membuat ulang fixtures/*.json dari fixtures/annex/*.txt dan data rujukan."

    def add_arguments(self, parser):
        parser.add_argument("--reference", type=Path, default=REFERENCE, help="folder kbli2020.csv dan regulations.csv")

    def handle(self, *, reference, **options):
        made = from_documents()
        if reference.is_dir():
            made |= from_reference(reference)
        else:
            self.stdout.write(f"{reference} tidak ada; kbli.json dan regulations.json dibiarkan.")
        for name, text in made.items():
            (FOLDER / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"Dibuat: {', '.join(made)}.")


def from_documents() -> dict[str, str]:
    """File name → JSON of the fixtures that follow from the annex documents and from this module."""
    parsed = {path.name[:3]: read_file(path)[0] for path in sorted((FOLDER / "annex").glob("*.txt"))}
    sectors = {slug: Sector(slug=slug, name=name) for slug, name in SECTORS.items()}
    shared = {number: parsed[SHARED_FROM].text_of(number) for number in SHARED_COMPONENTS}
    standards = [draft(standard, shared, sectors[SECTOR_OF_DOCUMENT[number]]) for number, standard in parsed.items()]
    return {
        "sectors.json": as_json(sectors.values()),
        "shared_texts.json": as_json(
            SharedText(component=number, text=text, updated_at=MADE_AT) for number, text in shared.items()
        ),
        "standards.json": as_json(standards, fields=stored_fields()),
        "groups.json": groups(),
    }


def draft(parsed, shared, sector) -> Standard:
    slug = next(drafts.slugs(parsed))
    standard = drafts.new_draft(parsed, shared, sector=sector, kbli_edition=kbli.CURRENT_EDITION, slug=slug)
    standard.updated_at = MADE_AT
    return standard


def stored_fields() -> list[str]:
    """What a fixture says of a draft. Nothing about publication: loading it again must not undo one."""
    published = {"current", "withdrawn_on", "withdrawn_by", "withdrawn_reason", "replaced_by", "owner", "review_on"}
    return [field.name for field in Standard._meta.local_fields if field.name not in published]


def from_reference(folder: Path) -> dict[str, str]:
    """File name → JSON of the fixtures that follow from the reference tables."""
    laws = regulations(folder)
    return {
        "kbli.json": as_json(kbli_codes(folder)),
        "regulations.json": as_json(laws),
        "words.txt": "\n".join([*usual_words(folder, laws), ""]),
    }


def usual_words(folder: Path, laws: list[Regulation]) -> list[str]:
    """What the quality checks compare unusual words with."""
    codes = (f"{code.title} {code.description}" for code in read_codes(folder / "kbli2020.csv", kbli.CURRENT_EDITION))
    documents = [read_file(path)[0] for path in (FOLDER / "annex").glob("*.txt")]
    texts = ("\n".join(document.text_of(each.number) for each in COMPONENTS) for document in documents)
    return usual(codes, texts, (law.title for law in laws))


def kbli_codes(folder: Path) -> list[KbliCode]:
    """The sections, the codes of the four documents, and all that stands above these."""
    tree = read_codes(folder / "kbli2020.csv", kbli.CURRENT_EDITION)
    parents = {code.code: code.parent_code for code in tree}
    wanted = {code.code for code in tree if code.level == "kategori"}
    for path in (FOLDER / "annex").glob("*.txt"):
        code = read_file(path)[0].kbli_code
        while code:
            wanted.add(code)
            code = parents[code]
    return [code for code in tree if code.code in wanted]


def regulations(folder: Path) -> list[Regulation]:
    with (folder / "regulations.csv").open(encoding="utf-8", newline="") as file:
        found = [regulation(row) for row in csv.DictReader(file)]
    by_place = {citations.place(each.kind, each.number, each.year): each for each in found}
    for each in found:
        named = [
            citations.place(cited.kind, cited.number, cited.year) for cited in citation.citations(each.replaced_by)
        ]
        each.successor = next((by_place[place] for place in named if place in by_place), None)
    return found


def regulation(row: dict[str, str]) -> Regulation:
    return Regulation(
        slug=f"{SHORT_KINDS[row['kind']]}-{row['number']}-{row['year']}",
        kind=row["kind"],
        number=int(row["number"]),
        year=int(row["year"]),
        title="" if row["title"] == UNKNOWN_TITLE else row["title"],
        status=row["status"],
        status_since=dt.date.fromisoformat(row["since"]) if row["since"] else None,
        replaced_by=row["by"],
        checked_on=dt.date.fromisoformat(row["checked_on"]),
        certainty=row["certainty"],
        note=NOTES[row["note"]],
    )


def groups() -> str:
    """The groups of staff, with their rights by name."""
    models = {right: right.split("_")[1] for rights in GROUPS.values() for right in rights}
    rows = [
        {
            "model": "auth.group",
            "fields": {"name": name, "permissions": [[right, "catalog", models[right]] for right in rights]},
        }
        for name, rights in GROUPS.items()
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_json(objects, **options) -> str:
    return serializers.serialize(
        "json",
        objects,
        indent=1,
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
        **options,
    )
