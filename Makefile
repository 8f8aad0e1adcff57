# Perintah proyek; `make` saja hanya menampilkan daftarnya.

PORT ?= 8000
DATA_DIR ?=
ARGS ?=
export PORT DATA_DIR

# The Python to build .venv with: PYTHON=…, or the one of .venv, or the first on the machine that will do.
ifndef PYTHON
PYTHON := $(shell for python in .venv/bin/python python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)
endif

.PHONY: help run dev test bench hostile faults sabotage restore-drill screenshots markup lighthouse sqlmap serve-like-production lint lock installed installed-for-tests
.DEFAULT_GOAL := help

help:
	@echo 'make run    siapkan dan jalankan situs (PORT=8000, DATA_DIR=var, PYTHON=python3)'
	@echo 'make dev    sama, dengan server pengembangan Django yang memuat ulang sendiri'
	@echo 'make test   jalankan semua uji (ARGS="-k outline" untuk sebagian; REQUIRE_ALL=1 untuk CI)'
	@echo 'make bench  ukur kecepatan dan cetak angkanya (ARGS=annex untuk sebagian)'
	@echo 'make restore-drill  cadangkan, hilangkan, dan pulihkan situs berisi 10.000 laporan (ARGS=200 singkat)'
	@echo 'make serve-like-production  nginx, granian, dan PostgreSQL seperti di produksi, di mesin ini saja'
	@echo 'make hostile   200.000 permintaan yang merusak pada tiap basis data (ARGS=singkat)'
	@echo 'make faults    kill -9, disk penuh, kunci, basis data hilang, server surel sakit (ARGS=singkat)'
	@echo 'make sabotage  matikan kendali satu per satu; ujinya harus merah (ARGS=singkat)'
	@echo 'make screenshots  potret tiap halaman dan keadaan (DEST=var/screenshots; ARGS=publik, kosong, meja, admin)'
	@echo 'make markup  periksa HTML dari potret itu dengan Nu Html Checker (VNU=/jalur/vnu.jar)'
	@echo 'make lighthouse  nilai empat halaman dengan Lighthouse, harus 100 semua (LIGHTHOUSE=/jalur/lighthouse)'
	@echo 'make sqlmap  cari celah SQL di daftar, formulir, meja, dan admin (SQLMAP=/jalur/sqlmap; ARGS=SQLite)'
	@echo 'make lint   periksa gaya, tipe, susunan impor, templat, migrasi, dan setelan produksi'
	@echo 'make lock   buat ulang requirements.txt dan tests/requirements.txt dari pyproject.toml (ARGS=--upgrade)'

run: installed
	@exec .venv/bin/python -m config.serve

dev: installed
	@exec env SITE_MODE=development .venv/bin/python -m config.serve

test: installed-for-tests
	@exec .venv/bin/python -m tests.run $(ARGS)

bench: installed-for-tests
	@exec .venv/bin/python -m tests.bench $(ARGS)

serve-like-production: installed-for-tests
	@exec .venv/bin/python -m tests.production

hostile faults sabotage screenshots markup lighthouse sqlmap: installed-for-tests
	@exec .venv/bin/python -m tests.$@ $(ARGS)

restore-drill: installed-for-tests
	@exec .venv/bin/python -m tests.drills.restore $(ARGS)

lint: installed-for-tests
	.venv/bin/python -m pip --disable-pip-version-check check
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/mypy
	find templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --check --target-version 5.2
	@$(with_throwaway_data); set -x; .venv/bin/python manage.py makemigrations --check --dry-run
	@$(with_throwaway_data); set -x; SITE_MODE=production SECRET_KEY="$$secret" CODE_PEPPER="$$secret" \
		ALLOWED_HOSTS=layanan.example.go.id .venv/bin/python manage.py check --deploy --fail-level WARNING

# A data folder and a key that nobody keeps.
with_throwaway_data = export DATA_DIR=$$(mktemp -d); trap 'rm -rf "$$DATA_DIR"' EXIT; \
	secret=$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')

# No uv.lock: it repeats the package registry's address on every line; the hashed files lock just as well.
lock:
	@set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	"$(PYTHON)" -m venv "$$tools"; "$$tools/bin/python" -m pip install --quiet uv; \
	compile() { "$$tools/bin/uv" pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-emit-find-links --no-annotate "$$@" >/dev/null; }; \
	compile $(ARGS) -o requirements.txt; \
	compile $(ARGS) --group test -o tests/requirements.txt

installed: lock_file = requirements.txt
installed-for-tests: lock_file = tests/requirements.txt
installed installed-for-tests:
	@test -n "$(PYTHON)" || { echo 'Tidak ada Python 3.11 atau lebih baru yang lengkap dengan venv.'; \
		echo 'Pasang dulu (Debian/Ubuntu: apt install python3 python3-venv), atau tunjuk: make run PYTHON=/jalur/python3'; exit 1; }
	@"$(PYTHON)" -I config/install.py $(lock_file)
