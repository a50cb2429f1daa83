# make run          sets up and starts everything, prints the address    (make run PORT=8123)
# make test         the same set-up with the development packages, then every test and linter
# make evaluate     measures the engine and writes a page to listen to    (ARGS="--only voice --quick")
# make torture      kills and misleads a desk while it works              (TORTURE_SEED=7 TORTURE_REMIXES=60)
# make hostile      hundreds of hostile uploads and the crafted files of two tag libraries
# make lint | fmt   the linters alone | format the code
# make lock         pin the newest allowed packages again
# make clean        remove what was made here, but never the data in var/

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url \
	--no-header --quiet --upgrade
OLD_PYTHON := Remixdesk needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3
PROCESSES ?= 2

.PHONY: run test evaluate torture lint fmt lock clean
.DELETE_ON_ERROR:

# exec, so that make's child is the program itself; it also ends when make is killed
run: $(VENV)/.run
	@REMIX_UNDER_MAKE=1 exec $(BIN)/python manage.py up

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(PROCESSES) --dist worksteal -q $(ARGS)

evaluate: $(VENV)/.dev
	$(BIN)/python -m remixes.engine.evaluate $(ARGS)

torture: $(VENV)/.dev
	$(BIN)/python -m tests.torture

hostile: $(VENV)/.dev
	HOSTILE=all $(BIN)/python -m pytest -n $(PROCESSES) --dist worksteal -q -rP tests/hostile $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/platform/test_lint.py

fmt: $(VENV)/.dev
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: $(VENV)/.dev
	$(PIP:--require-hashes=) uv
	$(LOCK) -o deploy/requirements.txt
	$(LOCK) --group dev -o deploy/requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	find remixes remixsite tests -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo '$(OLD_PYTHON)' >&2; exit 1; }
	@echo 'Making $(VENV)'
	@$(PYTHON) -m venv $(VENV)

# order-only: a newer python is no reason to install again
$(VENV)/.run: deploy/requirements.txt | $(BIN)/python
	@echo 'Installing the pinned packages'
	@$(PIP) -r $<
	@touch $@

$(VENV)/.dev: deploy/requirements-dev.txt | $(BIN)/python
	@echo 'Installing the pinned development packages'
	@$(PIP) -r $<
	@touch $@ $(VENV)/.run
