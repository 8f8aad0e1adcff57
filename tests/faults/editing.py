"""Threat 65: an editor's publication is killed at a random moment."""

from tests.faults.house import House, inside, report


def publication_killed(made: House, *, short: bool) -> bool:
    """Killed 50 times (5 in short): draft, editions and the public page are each of one version, old or new."""
    found = inside(made, "publications", 5 if short else 50)
    figures = f"{found['kills']} kali, {found['editions']} edisi terbit, {found['mixed']} bercampur, "
    figures += f"{found['stale']} halaman lama, {found['gaps']} nomor hilang"
    passed = found["editions"] > 5 and not (found["mixed"] or found["stale"] or found["gaps"])
    return report("kill -9 saat menerbitkan", made, figures, passed=passed)
