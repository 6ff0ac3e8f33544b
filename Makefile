# Each target is a line that calls python -m pipeline (or a test tool), which work alone where there is no make.
# The two .venv/*-ready files say which lock file the environment was made from.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
FRESH := $(VENV)/plan-ready
TESTED := $(VENV)/test-ready
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r
SOURCES := pipeline templates tests

.DEFAULT_GOAL := help
.PHONY: help plan summary framework check new test golden lint schema clean

help: ## この一覧を表示します
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

plan: $(FRESH) ## 本編・概要・体系図を作ります（build/ に入ります）
	@$(PY) -m pipeline plan

summary: $(FRESH) ## 概要だけを作ります
	@$(PY) -m pipeline summary

framework: $(FRESH) ## 体系図だけを作ります
	@$(PY) -m pipeline framework

check: $(FRESH) ## 原稿とテンプレートを調べます（何も書き出しません）
	@$(PY) -m pipeline check

new: $(FRESH) ## 新しい計画の原稿を作ります（例: make new DIR=plan_source）
	@$(PY) -m pipeline new $(if $(DIR),"$(DIR)")

test: $(TESTED) ## 番号と参照が前と同じかを確かめます（変わった所を示します）
	@$(PY) -m pytest -n auto

golden: $(TESTED) ## 計画の変更を、正しいものとして記録します
	@$(PY) -m pytest tests/plan --regen-all > /dev/null || { $(PY) -m pipeline check; exit 1; }
	@echo "今の計画を記録しました（tests/plan/expected/）"

lint: $(TESTED) ## プログラムの書き方と型を調べます
	@$(PY) -m ruff check $(SOURCES)
	@$(PY) -m ruff format --check $(SOURCES)
	@$(PY) -m mypy

schema: $(FRESH) ## YAMLの書き方の定義を docs/schema/ に書き出します
	@$(PY) -m pipeline schema

clean: ## build/ を消します
	@rm -rf build

$(PY):
	@echo "Pythonの環境を .venv に用意しています（初めの１回だけです）"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11以上が必要です（PYTHON=… で指定できます）" >&2; exit 3; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "仮想環境を作れません。Debian・Ubuntuでは: apt install python3-venv" >&2; exit 3; }

$(FRESH): requirements.lock | $(PY)
	@echo "必要なソフトウェアを .venv に入れています"
	@$(INSTALL) requirements.lock
	@touch $@

$(TESTED): requirements-test.lock $(FRESH)
	@echo "テストに必要なソフトウェアを .venv に入れています"
	@$(INSTALL) requirements-test.lock
	@touch $@
