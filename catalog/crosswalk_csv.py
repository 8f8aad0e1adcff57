"""Reads the table from KBLI 2020 to 2025 from a CSV file (old,new,relation,note), or names every row that is wrong."""

import csv
import io
from collections.abc import Iterator

from catalog.kbli_csv import KbliFileError, decoded
from catalog.models import KbliCrosswalk
from catalog.rules import kbli
from catalog.rules.crosswalk import Relation

COLUMNS = ["old", "new", "relation", "note"]
LONGEST_NOTE = KbliCrosswalk._meta.get_field("note").max_length
MOST_FAULTS = 20  # of many they say nothing new


def read_crosswalk(content: bytes, name: str) -> list[KbliCrosswalk]:
    """The lines of the table as unsaved rows; ``name`` is what messages call the file. Raises KbliFileError."""
    rows, wrong, seen = [], [], {}
    for line, values in _rows(decoded(content, name), name):
        faults = list(_faults(values))
        first = seen.setdefault(tuple(values[:2]), line)
        if first != line:
            faults.append(f"padanan {values[0]} → {values[1] or 'kosong'} sudah ada di baris {first}.")
        wrong += [f"{name}:{line}: {fault}" for fault in faults]
        old, new, relation, note = values
        rows.append(KbliCrosswalk(old_code=old, new_code=new, relation=relation, note=note))
    if len(wrong) > MOST_FAULTS:
        wrong[MOST_FAULTS:] = [f"{name}: dan {len(wrong) - MOST_FAULTS} kesalahan lain."]
    if wrong or not rows:
        raise KbliFileError(*(wrong or [f"{name}: tidak ada satu padanan pun di dalamnya."]))
    return rows


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its line in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if next(reader, None) != COLUMNS:
            raise KbliFileError(f"{name}:1: baris pertama harus berisi kolom {','.join(COLUMNS)}.")
        for values in reader:
            if values and len(values) != len(COLUMNS):
                message = f"{name}:{reader.line_num}: harus ada {len(COLUMNS)} kolom, ditemukan {len(values)}."
                raise KbliFileError(message)
            if values:
                yield reader.line_num, [value.strip() for value in values]
    except csv.Error as error:
        raise KbliFileError(f"{name}:{reader.line_num}: bukan baris CSV yang benar ({error}).") from error


def _faults(values: list[str]) -> Iterator[str]:
    """What is wrong with one row and what was expected instead."""
    old, new, relation, note = values
    if not kbli.is_code(old):
        yield f"kode lama {old!r} harus lima angka."
    if relation not in list(Relation):
        yield f"hubungan {relation!r} tidak dikenal; harus {', '.join(Relation)}."
    elif relation == Relation.GONE and new:
        yield f"kode baru harus kosong bila hubungannya {relation}, ditemukan {new!r}."
    elif relation != Relation.GONE and not kbli.is_code(new):
        yield f"kode baru {new!r} harus lima angka."
    if relation == Relation.SAME and new != old:
        yield f"hubungan {relation} berarti kodenya tetap, tetapi {old} menjadi {new}."
    if len(note) > LONGEST_NOTE:
        yield f"catatan paling panjang {LONGEST_NOTE} karakter, ditemukan {len(note)}."
    if "\0" in note:
        yield "ada karakter NUL; hapus karakter itu."
