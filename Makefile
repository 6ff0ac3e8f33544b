# Each target is a line that calls python -m pipeline (or a test tool), which work alone where there is no make.
# The .venv/*-ready files say which lock file the environment was made from.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
FRESH := $(VENV)/plan-ready
TESTED := $(VENV)/test-ready
PACKING := $(VENV)/kit-ready
BROWSED := tests/browser/node_modules/.package-lock.json
LAYOUT ?= auto
# How messages call the commands.
export KEIKAKU_STARTED_BY := make
# Other folders than plan_source/, templates/ and build/, where they are named here (and not by a variable of the shell that happens to be there).
TOLD = $(if $(filter-out environment undefined,$(origin $(1))),--$(2) "$($(1))")
OF = $(call TOLD,SOURCE,source) $(call TOLD,TEMPLATES,templates) $(call TOLD,OUTPUT,output)
AT = $(if $(STAGE),--stage "$(STAGE)")
OFFICE := libreoffice-writer-nogui python3-uno fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho
NAMES := fonts-ipamj-mincho fonts-noto-cjk
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r
SOURCES := pipeline templates tests benchmarks pictures
# Tests start hundreds of processes, and each would compile all modules anew where Python is told to keep none.
PYTEST := PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX="$(CURDIR)/$(VENV)/compiled" $(PY) -m pytest
# How they share the tests is said in tests/workers.py.
WORKERS := -n auto
# What takes two thirds of the time without measuring pages: whole runs and comparisons by the hundred, other programs, templates each of which
# is another one.
SLOW := accidents batch browser checks/test_again.py checks/test_mutations.py children compare cycle docs/test_guide*.py \
	docs/test_source_format.py hostile inquiry kit layout preview properties receive splicing test_dependencies.py test_installed.py \
	test_invocation.py test_sharing.py test_start.py wording/test_texts_of_plans.py wording/test_workflow.py word/test_documents.py \
	word/test_mutations.py word/test_portable.py word/test_restyled_templates.py word/test_samples.py word/test_template_*.py word/test_watermark.py

.DEFAULT_GOAL := help
.PHONY: help plan quick summary framework html editions public-comment answers compare causes snapshot confirm readings ask collect receive accept batch images pictures check preview new menu moved golden test test-plan test-fast bench lint schema kit clean

help: ## この一覧を表示します
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-15s %s\n", $$1, $$2 }'

plan: $(FRESH) .office ## 本編・概要・体系図と documents.yaml の文書を、Word文書とPDFで作ります（build/ に入ります。DOC=leaflet でその文書だけ、LAYOUT=none でPDFなし、STAGE=案 で段階をこの１回だけ案に）
	@$(PY) -m pipeline plan $(OF) --layout $(LAYOUT) $(AT) $(if $(DOC),--doc "$(DOC)")

quick: $(FRESH) ## Word文書だけを、前に測ったページ番号で手早く作ります
	@$(PY) -m pipeline quick $(OF) $(AT)

summary: $(FRESH) .office ## 概要だけを作ります
	@$(PY) -m pipeline summary $(OF) --layout $(LAYOUT) $(AT)

framework: $(FRESH) .office ## 体系図だけを作ります
	@$(PY) -m pipeline framework $(OF) --layout $(LAYOUT) $(AT)

html: $(FRESH) ## 計画のHTML版を作ります（build/html/ に入ります。index.html をブラウザーで開きます。ページ番号は前に測ったもの）
	@$(PY) -m pipeline html $(OF) $(AT)

editions: $(FRESH) .office ## ルビ版・拡大版と、音声コード・点字・やさしい日本語のための原稿を作ります（build/editions/ に入ります。KIND=ルビ版 で選べます。ルビ版、拡大版、音声、点字）
	@$(PY) -m pipeline editions $(OF) --layout $(LAYOUT) $(AT) $(if $(KIND),--kind "$(KIND)")

public-comment: $(FRESH) .office ## 意見募集の文書一式を作ります（plan_source/public_comment.yaml が要ります。段階が素案か案のとき）
	@$(PY) -m pipeline public-comment $(OF) --layout $(LAYOUT) $(AT)

answers: $(FRESH) ## 意見の概要と、市や町の考え方を作ります（意見は plan_source/opinions.xlsx か .csv、回答は answers.yaml。回答のない意見の分を書き足します。FROM=意見を募集した版 で、変更した所も確かめます）
	@$(PY) -m pipeline answers $(OF) $(if $(filter-out undefined,$(origin FROM)),--from "$(FROM)")

compare: $(FRESH) ## 二つの版を比べます（例: make compare FROM=第1回策定委員会。TO= を書かなければ今の原稿と比べます）
	@$(PY) -m pipeline compare $(OF) --from "$(FROM)" $(if $(TO),--to "$(TO)") $(if $(DATE),--date "$(DATE)")

causes: $(FRESH) ## 前の版から変わった所で理由のないものを、changes.yaml に書き足します（例: make causes FROM=素案。区分と理由を、後で書きます）
	@$(PY) -m pipeline causes $(OF) --from "$(FROM)"

snapshot: $(FRESH) ## 今の原稿を、版として残します（例: make snapshot NAME=第1回策定委員会）
	@$(PY) -m pipeline snapshot $(OF) "$(NAME)"

receive: $(FRESH) ## ほかの課が直したWordの文書を受け取り、修正の一覧を作ります（例: make receive FILE=戻り.docx FROM=福祉課。build/review/ と plan_source/review.yaml に入ります）
	@$(PY) -m pipeline receive $(OF) $(if $(filter-out undefined,$(origin FROM)),--from "$(FROM)") "$(FILE)"

accept: $(FRESH) ## 「採る」とした修正を原稿に入れます（plan_source/review.yaml。IDS="福祉課-001" で選び、WRITE=none で書かずに確かめます）
	@$(PY) -m pipeline accept $(OF) $(if $(WRITE),--write "$(WRITE)") $(IDS)

images: $(FRESH) ## できたPDFの各ページを画像にします（build/pages/ に入ります）
	@$(PY) -m pipeline images

pictures: plan ## READMEと手引にある画像を作り直します（開発者のためのものです）
	@$(PY) -m pictures

check: $(FRESH) ## 原稿とテンプレートを調べます（文書は書き出しません。FIX=1 で、確かな表記を直します）
	@$(PY) -m pipeline check $(OF) $(AT) $(if $(FIX),--fix) $(if $(YES),--yes)

preview: $(FRESH) .office ## 書きながら、計画のページと問題をブラウザーで見ます（PORT= で番号、BROWSER=none で住所だけ。窓を閉じるか Ctrl+C で終わります）
	@$(PY) -m pipeline preview $(OF) $(AT) $(if $(PORT),--port "$(PORT)") $(if $(filter none,$(BROWSER)),--no-browser)

confirm: $(FRESH) ## 概要の要約を、今の本文と見比べたものとして記録します（例: make confirm IDS="sum-purpose"。IDSがなければ全て）
	@$(PY) -m pipeline confirm $(OF) $(IDS)

readings: $(FRESH) ## 言葉の読みの案を、plan_source/readings.yaml に書き足します（ルビ版などに使います。pip install sudachipy sudachidict_small が要ります）
	@$(PY) -m pipeline readings $(OF)

ask: $(FRESH) ## 課ごとに、施策・指標・事業を直してもらうExcelの表を作ります（build/ask/ に入ります。BY=担当課 で、その欄に書いた課ごとに分けます）
	@$(PY) -m pipeline ask $(OF) $(if $(BY),--by "$(BY)")

collect: $(FRESH) ## 返ってきたExcelの表を集め、直しを plan_source/review.yaml に載せます（例: make collect FOLDER=回収）
	@$(PY) -m pipeline collect $(OF) $(if $(FOLDER),"$(FOLDER)")

batch: $(FRESH) .office ## いくつもの計画をまとめて作り、一つの報告にします（例: make batch PLANS=plans.yaml。計画のフォルダーを集めたフォルダーでも。build/batch/ に入ります）
	@$(PY) -m pipeline batch $(call TOLD,OUTPUT,output) --layout $(LAYOUT) $(if $(JOBS),--jobs "$(JOBS)") $(if $(PLANS),"$(PLANS)")

new: $(FRESH) ## 新しい計画の原稿を作ります（例: make new DIR=plan_source。KIND=地域福祉計画・子ども計画・総合計画・行動計画 で種類を、LOOK=報告書・冊子 で見た目を選べます）
	@$(PY) -m pipeline new $(if $(KIND),--kind "$(KIND)") $(if $(LOOK),--look "$(LOOK)") $(if $(DIR),"$(DIR)")

menu: $(FRESH) .office ## 番号で選ぶメニューです（計画を作る、確認する、版を残すなど。DIR= で計画のフォルダー）
	@$(PY) -m pipeline menu $(if $(DIR),"$(DIR)")

moved: $(FRESH) .office ## 前に記録したときから変わった番号・参照・ページを示します（20秒ほど。LAYOUT=none でページなし、ALL=1 で一つずつ）
	@$(PY) -m pipeline moved $(OF) --layout $(LAYOUT) $(if $(ALL),--all)

golden: $(FRESH) .office ## 今の計画を、正しいものとして記録します（make moved と make test は、この記録と比べます）
	@$(PY) -m pipeline golden $(OF) --layout $(LAYOUT)

test: $(TESTED) .office .browser .wine ## 計画が記録と同じかを示し、続けてプログラムそのものを確かめます（数分から10分ほど）
	@$(PY) -m pipeline moved --layout $(LAYOUT) || :
	@ended=0; $(PYTEST) tests/plan || ended=$$?; \
	[ $$ended = 0 ] && plan="計画: 記録したときと同じです。" || plan="計画: 記録と違います。変わった所は、make moved で見られます。"; \
	echo "$$plan 続けて、プログラムを確かめます。"; \
	PLAN="$$plan" $(PYTEST) --ignore tests/plan $(WORKERS) && exit $$ended

test-plan: $(TESTED) .office .browser ## 計画が記録と同じかだけを確かめます（30秒ほど）
	@$(PYTEST) tests/plan

test-fast: $(TESTED) ## プログラムを、ページを測らずに早く確かめます（開発者のためのものです。90秒ほど）
	@$(PYTEST) $(WORKERS) -m "not pages" $(addprefix --ignore=,$(wildcard $(addprefix tests/,plan $(SLOW))))

bench: $(TESTED) .office ## 速さを測り、benchmarks/results.md に書きます（開発者のためのものです。PARTS="words sizes" で一部だけを測ります）
	@$(PY) -m benchmarks $(PARTS)

lint: $(TESTED) ## プログラムの書き方と型を調べます
	@$(PY) -m ruff check $(SOURCES)
	@$(PY) -m ruff format --check $(SOURCES)
	@$(PY) -m mypy

schema: $(FRESH) ## YAMLの書き方の定義を docs/schema/ に書き出します（階層や欄を宣言した計画のものは、原稿の .schema/ に）
	@$(PY) -m pipeline schema $(call TOLD,SOURCE,source)

kit: $(PACKING) ## Windowsのパソコンに展開するだけで使えるキットを作ります（build/kit/ に入ります。OFFICE_DIR= で、展開したLibreOfficeも入れます）
	@$(PY) -m pipeline kit $(call TOLD,OUTPUT,output) $(if $(OFFICE_DIR),--office "$(OFFICE_DIR)")

clean: ## build/ を消します
	@rm -rf build

# LibreOffice and the fonts measure pages. They are installed where that can be done without asking: as root, by apt.
# Those for kanji of names are large: they are for plans with a kanji of extension A, of planes 2 and 3, or with a form (as UTF-8).
APT = [ "$(LAYOUT)" != none ] && [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null
OF_NAMES := \xe3[\x90-\xbf]|\xe4[\x80-\xb6]|\xf0[\xa0-\xb3]|\xf3\xa0[\x84-\x87]
TEXTS = "$(if $(filter-out environment undefined,$(origin SOURCE)),$(SOURCE),plan_source)"
# A Python that can talk to LibreOffice (Debian's, or LibreOffice's own): without one each round starts it anew. Asked for once.
BRIDGED := { [ -e /usr/lib/python3/dist-packages/uno.py ] || [ -e "$$(dirname "$$(readlink -f "$$(command -v soffice)")")/python" ] || [ -e $(VENV)/no-bridge ]; }
.PHONY: .office
.office:
	@if $(APT) && ! { command -v soffice > /dev/null && $(BRIDGED) && fc-list 2> /dev/null | grep -q "BIZ UDMincho" && fc-list | grep -q "BIZ UDPGothic"; }; then \
		echo "LibreOfficeと書体を入れています（$(OFFICE)。入れないときは LAYOUT=none）"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(OFFICE); } > /dev/null || \
			{ touch $(VENV)/no-bridge; command -v soffice > /dev/null && echo "入れられませんでした。今あるもので続けます" >&2 || \
			echo "入れられませんでした。ページを測らずに続けます" >&2; }; \
	fi
	@if $(APT) && ! { fc-list | grep -q IPAmj && fc-list | grep -q "Noto Serif CJK JP"; } 2> /dev/null && \
		LC_ALL=C grep -rqP --include='*.md' --include='*.yaml' --include='*.csv' '$(OF_NAMES)' $(TEXTS) 2> /dev/null; then \
		echo "人名などの漢字のある書体を入れています（$(NAMES)）"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(NAMES); } > /dev/null || \
			echo "入れられませんでした。この書体なしで続けます" >&2; \
	fi

# Chromium, axe-core and a validator of HTML look at the pages of the HTML edition: tests alone need them.
.PHONY: .browser
.browser:
	@lacking=""; command -v chromium > /dev/null || lacking="chromium"; \
	command -v node > /dev/null || lacking="$$lacking nodejs"; \
	command -v npm > /dev/null || lacking="$$lacking npm"; \
	if [ -n "$$lacking" ] && [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		echo "ページを確かめるブラウザーなどを入れています（$$lacking）"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$lacking; } > /dev/null || \
			echo "入れられませんでした。ブラウザーで確かめずに続けます" >&2; \
	fi
	@if command -v npm > /dev/null; then $(MAKE) --silent $(BROWSED); fi

# Wine runs the kit as a Windows PC would: tests alone need it.
.PHONY: .wine
.wine:
	@if ! { command -v wine64 || command -v wine || [ -x /usr/lib/wine/wine64 ]; } > /dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		echo "キットを確かめるWineを入れています（wine64）"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends wine64; } > /dev/null || \
			echo "入れられませんでした。キットをWindowsとして確かめずに続けます" >&2; \
	fi

$(BROWSED): tests/browser/package-lock.json
	@echo "ページを確かめるもの（axe-core と html-validate）を tests/browser に入れています"
	@npm ci --prefix tests/browser --silent --no-audit --no-fund || echo "入れられませんでした。ブラウザーで確かめずに続けます" >&2
	@[ ! -d tests/browser/node_modules ] || touch $@

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

$(PACKING): requirements-kit.lock $(FRESH)
	@echo "キットを作るソフトウェアを .venv に入れています"
	@$(INSTALL) requirements-kit.lock
	@touch $@

$(TESTED): requirements-test.lock $(FRESH)
	@echo "テストに必要なソフトウェアを .venv に入れています"
	@$(INSTALL) requirements-test.lock
	@touch $@
