"""How fast annex documents are read: standards a second on one core, at 1×, 10× and 100× the length."""

import time
from pathlib import Path

from catalog.annex import read_document

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "annex"
GOAL = 100  # standards a second


def run() -> None:
    four = "\n".join(path.read_text("utf-8") for path in sorted(DOCUMENTS.glob("*.txt")))
    print(f"Membaca lampiran (sasaran ≥ {GOAL} standar/detik, waktu sebanding dengan panjang):")
    once = 0.0
    for times in (1, 10, 100):
        text = "\n".join([four] * times)
        seconds, count = min(_timed(text) for _ in range(3 if times < 100 else 1))
        once = once or seconds
        print(
            f"  {times:>3}×  {len(text) / 1000:>6.0f} kB  {count:>4} standar  {seconds:>7.3f} detik"
            f"  {count / seconds:>5.0f} standar/detik  {seconds / once / times:.2f} × waktu per panjang"
        )


def _timed(text: str) -> tuple[float, int]:
    start = time.perf_counter()
    count = len(read_document("lampiran.txt", text))
    return time.perf_counter() - start, count


if __name__ == "__main__":
    run()
