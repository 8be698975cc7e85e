.DEFAULT_GOAL := help
.PHONY: help run test demo bench check clean

BIN := .venv/bin
READY := .venv/.ready
SETUP := pyproject.toml constraints.txt .ci/system-libraries .ci/python-with-venv

help:  ## what there is to do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(READY): $(SETUP)
	@python=$$(sh .ci/python-with-venv) && echo "Setting up with $$python ..." && \
	    { [ -x $(BIN)/python ] || "$$python" -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@sh .ci/system-libraries
	@touch $@

run: $(READY)  ## opens the companion; without a display, makes a made-up practice in demo/ and shows where all lies
	@if [ "$$(uname -s)" = Linux ] && [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	    echo "There is no display here, so no window can open. Doing the main job off screen instead."; \
	    QT_QPA_PLATFORM=offscreen $(BIN)/kap-companion demo demo; \
	else \
	    $(BIN)/kap-companion; \
	fi

demo: $(READY)  ## the main job off screen; SCRIPTS="a.session.txt b.session.txt" for sessions of your own
	@QT_QPA_PLATFORM=offscreen $(BIN)/kap-companion demo demo $(foreach script,$(SCRIPTS),--script $(script))

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: check  ## every check: ruff, strict types, import contracts, then the tests
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q

bench: $(READY)  ## how fast it is, beside a floor in the same run
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

clean:  ## forgets the set-up and the made-up practice
	rm -rf .venv demo
