# The words a newcomer types: run, test, bench, check.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& echo $$p && break; done)
PY := .venv/bin/python
PORT ?= 8000
DEMO := set -a; . ./.demo/env; set +a;

.PHONY: run demo-code test bench check lock clean

run: .venv/base .demo/env
	@$(DEMO) $(PY) manage.py renew_demo && $(PY) manage.py migrate -v 0 && $(PY) manage.py createcachetable
	@$(DEMO) echo && echo "  Demo site:  http://127.0.0.1:$(PORT)/   (office: http://127.0.0.1:$(PORT)/office/)" \
	&& $(PY) manage.py demo && echo "  Stop with Ctrl-C." && echo
	@$(DEMO) BIND=127.0.0.1:$(PORT) exec $(PY) -m gunicorn intake.wsgi

demo-code: .venv/base .demo/env
	@$(DEMO) $(PY) manage.py demo_code

test: .venv/dev
	@$(PY) -m tests.run

bench: .venv/dev
	@$(PY) -m bench.run

check: .venv/dev
	@.venv/bin/ruff check . && .venv/bin/ruff format --check -q .
	@find templates -name '*.html' | xargs .venv/bin/djade --check
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/mypy
	@$(PY) -m tests.deploy_check

# Needs uv. The lock files hold hashes, and no address of an index.
lock:
	cd requirements && for name in base dev; do \
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links -q $$name.in -o $$name.txt; done

.venv/base: requirements/base.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed."; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Installing what the site needs ..."
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/dev: .venv/base requirements/dev.txt
	@echo "Installing what the tests need ..."
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.demo/env: | .venv/base
	@mkdir -p -m 700 .demo && $(PY) manage.py demo_env $@

clean:
	rm -rf .venv .demo collected
