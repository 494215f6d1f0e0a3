# What a person types here: make demo, test, lint, bench, lock or clean.
# Each sets up .venv by itself, from hashed lock files; a second run finds it there and starts at once.

PYTHONS := $(or $(PYTHON),python3.13 python3.12 python3.11 python3.14 python3 python)
PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint bench lock clean python
.NOTPARALLEL:

# A .venv that was copied, moved, or has lost its Python is made again.
ifneq ($(shell cat .venv/made-in 2>/dev/null; .venv/bin/python -c "" 2>/dev/null && echo works || true),$(CURDIR) works)
$(shell rm -f .venv/run.stamp .venv/dev.stamp)
endif

demo: .venv/run.stamp
	@.venv/bin/evidencepack demo --out demo-pack

# What a file of tests needs is built once, and the many processes they start find the program compiled.
test: .venv/dev.stamp
	PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: .venv/dev.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/python tools/generate.py --check

bench: .venv/dev.stamp
	.venv/bin/python -m benchmarks $(ARGS)

# Every candidate is run, not only looked for: some launchers exist and fail, and Debian's python3 may lack ensurepip.
define find_python
found=; \
for candidate in $(PYTHONS); do \
  if "$$candidate" -c "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; \
  then found=$$candidate; break; fi; \
done; \
if [ -z "$$found" ]; then \
  echo "Please install Python 3.11 or newer, with venv and pip: from https://www.python.org/downloads/ or, on Debian and Ubuntu, by 'apt install python3 python3-venv'." >&2; \
  exit 1; \
fi
endef

# A .venv without a stamp is half made, and made again. The stamps go before pip starts and come back when it has finished.
define install
@set -e; \
if [ ! -e .venv/run.stamp ] && [ ! -e .venv/dev.stamp ]; then \
  $(find_python); \
  echo "Setting up .venv with $$found; this is done once and takes a minute or so ..."; \
  rm -rf .venv; \
  "$$found" -m venv .venv; \
  $(PIP) install --upgrade pip; \
fi; \
rm -f .venv/run.stamp .venv/dev.stamp; \
$(PIP) install --require-hashes -r $<; \
$(PIP) install --no-build-isolation --no-deps --editable .; \
echo "$(CURDIR)" > .venv/made-in; \
touch
endef

.venv/run.stamp: requirements-run.lock pyproject.toml
	$(install) $@

# All that run time needs is in requirements.lock too, in the same versions.
.venv/dev.stamp: requirements.lock requirements-run.lock pyproject.toml
	$(install) $@ .venv/run.stamp

# Keeps the versions that stand; make lock UPGRADE=--upgrade takes the newest of all.
UV_COMPILE = .venv-lock/bin/uv pip compile pyproject.toml --no-config --default-index https://pypi.org/simple \
  --universal --python-version 3.11 --generate-hashes --quiet --custom-compile-command "make lock" $(UPGRADE)
lock:
	@set -e; $(find_python); rm -rf .venv-lock; "$$found" -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv
	$(UV_COMPILE) --extra cluster --group dev --output-file requirements.lock
	$(UV_COMPILE) --group backend --constraint requirements.lock --output-file requirements-run.lock

python:
	@$(find_python); echo "$$found"

clean:
	rm -rf .venv .venv-lock .venv-wheel .nox .ci/tools build dist demo-pack
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
