# Everything from a checkout with Python >= 3.11 and make. `make serve` and `make test` do all set-up by themselves.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
  $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
# Two Neo4j at a time; the tests of a file stay together.
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder
PORT ?= $(or $(SNIJVLAK_PORT),8000)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
LOCK = $(BIN)/uv --quiet pip compile $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command "make lock"
WEB := $(shell find web snijvlak/web/questions -type f -not -path '*/node_modules/*')

ifneq ($(wildcard ../shared/data),)
export SNIJVLAK_TEST_DATA ?= $(abspath ../shared/data)
endif

.PHONY: help install parts serve test test-deep check format bench docs lock wheel clean
.DELETE_ON_ERROR:

help:
	@echo "make install   set everything up"
	@echo "make serve     the page, GraphiQL and the API at http://127.0.0.1:$(PORT), on the seed"
	@echo "make test      the tests, random ones with a twentieth of their examples; test-deep: all of them"
	@echo "make check     ruff, mypy, import-linter; format: let ruff lay the code out"
	@echo "make docs      the files that are made from the code anew: schema/schema.graphql and docs/model.md"
	@echo "make bench     Snijvlak beside its peers on a synthetic city (OPTIONS=--help); bench/README.md tells how to read it"
	@echo "make lock      the locks in requirements/ anew (UPGRADE=--upgrade: newer versions too); wheel: a wheel in dist/; clean: away with all that was made"

install: .make/project
	@$(MAKE) --no-print-directory --jobs 2 parts

parts: .make/web .make/neo4j
	@:

serve: install
	SNIJVLAK_PORT=$(PORT) $(BIN)/snijvlak serve

test: install
	SNIJVLAK_EXAMPLES=0.05 $(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-deep: install
	SNIJVLAK_EXAMPLES=1 $(BIN)/python -m pytest $(SIDE_BY_SIDE)

check: install
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install
	$(BIN)/python -m bench $(OPTIONS)

docs: install
	$(BIN)/python -m schema
	$(BIN)/python docs/build.py

lock: .make/venv
	$(LOCK) pyproject.toml --output-file requirements/runtime.txt
	$(LOCK) pyproject.toml requirements/build.in requirements/dev.in --constraint requirements/runtime.txt \
	  --output-file requirements/dev.txt

wheel: install
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf .venv .make dist build web/node_modules bench/peer/node_modules snijvlak/web/static/graphiql

# Each step leaves a file in .make, newer than all that it was made from; a new one is made only when that changes.

.make/venv: requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "No Python >= 3.11 with venv found."; \
	  echo "Install it (Debian: apt install python3 python3-venv), or name it: make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes --requirement requirements/dev.txt
	@mkdir -p .make && touch $@

.make/project: .make/venv pyproject.toml hatch_build.py
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

.make/web: .make/project $(WEB)
	$(BIN)/python web/build.py
	@touch $@

.make/neo4j: .make/project graph/server/jars.lock.toml
	$(BIN)/python -m graph.server
	@touch $@
