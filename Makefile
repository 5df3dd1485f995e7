# Two commands: `make run` and `make test`. `make help` lists the rest.
PORT ?= 8501
ADDRESS ?= 127.0.0.1
STORE ?= store
PYTHON ?= $(firstword $(shell command -v python3.11 python3))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

export MAHALLEH_STORE = $(STORE)

.PHONY: help run test look bench mutants clean pins filled browser
.DEFAULT_GOAL := help

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 8

run: .venv/ready filled ## The dashboard, at http://localhost:PORT, over the store STORE
	@printf '\n  داشبورد: http://localhost:%s\n  Dashboard: http://localhost:%s   (Ctrl+C ends it)\n\n' $(PORT) $(PORT)
	@exec $(BIN)/streamlit run dashboard.py --server.port $(PORT) --server.address $(ADDRESS)

test: .venv/ready-to-test browser ## Every check: style, types, rules of the house, code, pages in Chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 -m "not browser"
	$(BIN)/python -m pytest -n 2 -m browser # apart: a browser's loop stays in its process

look: .venv/ready-to-test browser filled ## Each page in both languages as pictures in docs/pictures/
	$(BIN)/python -m tests.browser.look

bench: .venv/ready-to-test browser ## Figures of speed and memory, one JSON object a line
	@$(BIN)/python -m benchmarks

mutants: .venv/ready-to-test ## Change the code that keeps people safe, one line at a time, and see the tests notice; prints the score
	@$(BIN)/python -m benchmarks.mutants

clean: ## Take away what can be made again; a store stays
	rm -rf .venv .cache mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis

pins: ## Pin anew, in constraints.txt, what requirements*.txt lead to
	rm -rf .cache/pins && $(PYTHON) -m venv .cache/pins
	.cache/pins/bin/python -m pip --disable-pip-version-check --quiet install -r requirements-test.txt
	{ sed -n '/^#/p' constraints.txt; .cache/pins/bin/python -m pip freeze; } > .cache/constraints.txt
	mv .cache/constraints.txt constraints.txt && rm -rf .cache/pins

.venv/ready: requirements.txt constraints.txt
	@echo 'Setting up (a minute or two, the first time) ...'
	@$(or $(PYTHON),python3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed; PYTHON=... names one that is not found.' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { \
	  echo 'No virtual environment could be made; on Debian: apt-get install python3-venv' >&2; \
	  rm -rf .venv; exit 1; }
	@$(PIP) install -r requirements.txt -c constraints.txt
	@$(BIN)/python -c 'from data import assets; assets.prepare()'
	@touch $@

.venv/ready-to-test: .venv/ready requirements-test.txt
	@$(PIP) install -r requirements-test.txt -c constraints.txt
	@touch $@

# The made-up half-years, only where there is no store yet: one with areas of its own waits for its reports.
filled: .venv/ready
	@if $(BIN)/python -m data status --json | $(BIN)/python -c \
	    'import json, sys; sys.exit(json.load(sys.stdin)["version"] != "0")'; then \
	  $(BIN)/python -m data demo; fi

# Debian's Chromium where none is found and it may be installed; the browser tests skip without it.
browser:
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ]; then as=; else as='sudo -n'; fi; \
	if command -v apt-get >/dev/null && $$as true 2>/dev/null; then \
	  echo 'Installing Chromium ...'; \
	  $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -qq -y \
	    --no-install-recommends chromium >/dev/null && exit 0; \
	fi; \
	echo 'No Chromium found and none can be installed here: tests of pages in a browser are skipped.' >&2
