# The same verbs on every machine and in CI. Each does its own set-up in .venv.
.DEFAULT_GOAL := help
.PHONY: help setup setup-demo setup-dev browser demo run test faults lint format lock triage-report bench release clean

PYTHON ?= python3
BIN := .venv/bin
COMPILE = $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet

help:  ## list the verbs
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/.run: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

.venv/.demo: .venv/.run requirements-demo.lock simulator/pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-demo.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e simulator
	touch $@

.venv/.dev: requirements-dev.lock pyproject.toml simulator/pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e . -e simulator
	touch .venv/.run .venv/.demo $@

setup: .venv/.run  ## what the bot needs, in .venv

setup-demo: .venv/.demo  ## that, and the simulator: what the demo needs

setup-dev: .venv/.dev  ## what its developers need, in .venv

browser:  ## Debian's Chromium for the browser tests, where it can be installed
	@command -v chromium >/dev/null || { \
	  command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-color-emoji >/dev/null; \
	} || echo "Chromium is not here and cannot be installed: the browser tests will be reported as skipped."

demo: setup-demo  ## the whole system with no token and no internet, in the browser
	$(BIN)/maraude demo

run: setup  ## the bot, as set in .env
	$(BIN)/maraude run

# More of them than there are processors: the stories wait for one another, more than they compute.
test: setup-dev browser  ## every test
	$(BIN)/python -m pytest -n 3 --dist worksteal

N ?= 100
SEED ?= 1

faults: setup-dev  ## break things at random while people talk, N=100 times; SEED=1 repeats
	$(BIN)/python -m tools.faults $(N) --seed $(SEED)

lint: setup-dev  ## format, style, types, import rule
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev  ## put the code in shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: setup-dev  ## write the lock files anew from both pyproject.toml
	$(BIN)/python -m pip install --quiet 'uv>=0.8'
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) -o requirements-demo.lock pyproject.toml simulator/pyproject.toml
	$(COMPILE) -o requirements-dev.lock pyproject.toml simulator/pyproject.toml --group dev

triage-report: setup-dev  ## how good triage is on messages it never saw
	$(BIN)/python -m tests.triage.report

bench: setup-demo  ## this bot next to a bare echo bot, in the same run
	$(BIN)/maraude bench

TOOLS := dist/.tools/bin
TRIED := dist/.tried/bin

release:  ## both packages in dist/, tried in an empty environment, and the list of their parts
	rm -rf dist
	$(PYTHON) -m venv dist/.tools
	$(TOOLS)/python -m pip install --quiet --disable-pip-version-check 'build>=1.3,<2' 'cyclonedx-bom>=7,<8'
	$(TOOLS)/python -m build --outdir dist .
	$(TOOLS)/python -m build --outdir dist simulator
	$(TOOLS)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o dist/maraude.cdx.json requirements.lock
	$(PYTHON) -m venv dist/.tried
	$(TRIED)/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	cd dist && .tried/bin/maraude check && .tried/bin/maraude demo --play une-permanence
	rm -rf dist/.tools dist/.tried

clean:  ## forget the set-up
	rm -rf .venv dist
