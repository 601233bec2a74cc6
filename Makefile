# 庆小驿: make run serves the demo town, make test proves the whole. Needs Go, and what make help does not say it installs.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL: # the tools below use all cores by themselves, and what stands first must be done first
.DEFAULT_GOAL := help

GOLANGCI_VERSION := v2.15.0
GOVULNCHECK_VERSION := v1.8.0

TOOLS := bin/tools
GOLANGCI := $(TOOLS)/golangci-lint-$(GOLANGCI_VERSION)
GOVULNCHECK := $(TOOLS)/govulncheck-$(GOVULNCHECK_VERSION)
WITH_MARIADB := $(TOOLS)/mariadbd

# Set on the command line: make test GOTEST='-run Redeem', make fuzz FUZZTIME=5m, make bench ENGINE=sqlite BENCH=--json,
# make audit-deps VULNDB=file:///path/to/a/copy/of/the/vulnerability/database
GOTEST ?=
FUZZTIME ?= 20s
ENGINE ?= mariadb
BENCH ?=
VULNDB ?=

.PHONY: help
help: ## 列出这些目标 (lists these targets)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# ---- the product

# The API stands at once; the pages are built meanwhile and served from where they are built, so that nobody waits for them
# and nobody without Node is stopped by them.
.PHONY: run
run: ## 启动示例小镇 (makes the demo town and serves it)
	CGO_ENABLED=0 go build -o bin/qingxiaoyi .
	@mkdir -p web/pages
	@($(MAKE) --no-print-directory web </dev/null >web/pages/build.log 2>&1 || echo "页面没有构建成功，见 (the pages were not built, see) web/pages/build.log") &
	@QXY_PAGES=$${QXY_PAGES:-web/pages} exec bin/qingxiaoyi demo

.PHONY: build
build: web ## 编译 bin/qingxiaoyi，静态、含网页 (builds the static binary with the web pages)
	CGO_ENABLED=0 go build -o bin/qingxiaoyi .

# The pages are built where their folder is in the tree and node is on the machine, and only when a source is newer than the
# page; the folders of the sources count too, so that a file taken away is noticed. web/pages is what the binary embeds: the
# built pages, and beside each text its compressed form, so that the server need not compress.
page_sources = $(shell find web/$(1) $(wildcard web/shared) -mindepth 1 \
	\( -name node_modules -o -name dist -o -name '.*' -o -name '*.log' -o -name '*.tsbuildinfo' \) -prune -o -print)
define carry
	rm -rf $(@D) && mkdir -p web/pages && cp -R $(<D) $(@D)
	find $(@D) -type f \( $(patsubst %,-name '*.%' -o,html css js svg) -name '*.json' \) -exec gzip -9nk {} +
	touch $@
endef
PAGES :=
ifneq ($(wildcard web/mini/package.json),)
PAGES += web/pages/mini/index.html
web/pages/mini/index.html: web/mini/dist/h5/index.html
	$(carry)
web/mini/dist/h5/index.html: $(call page_sources,mini) web/mini/node_modules/.package-lock.json
	cd web/mini && npm run build:h5 </dev/null
	touch $@
endif
ifneq ($(wildcard web/console/package.json),)
PAGES += web/pages/console/index.html
web/pages/console/index.html: web/console/dist/index.html
	$(carry)
web/console/dist/index.html: $(call page_sources,console) web/console/node_modules/.package-lock.json
	cd web/console && npm run build </dev/null
	touch $@
endif

# npm writes this file last, so it tells when the packages were installed. Their install scripts are not run: one reports
# who uses it.
web/%/node_modules/.package-lock.json: web/%/package.json web/%/package-lock.json
	cd web/$* && npm ci --ignore-scripts --include=dev --no-audit --no-fund </dev/null
	mkdir -p $(@D) && touch $@

# The machine's Node, or where that is missing or too old the one that make test has installed beside the tools.
NODE_OLDEST := 20
NODE_VERSION := 22.23.3
NPM_VERSION := 11.19.1
OWN_NODE := $(CURDIR)/$(TOOLS)/node/node_modules/.bin
export PATH := $(OWN_NODE):$(PATH)
NODE_THERE := $(shell PATH="$(OWN_NODE):$$PATH"; command -v npm >/dev/null && node -p '+process.versions.node.split(".")[0] >= $(NODE_OLDEST)' 2>/dev/null)

.PHONY: web
ifeq ($(NODE_THERE),true)
web: $(PAGES) ## 构建过期的网页 (builds the web pages that are missing or stale, where node is installed)
else
web:
	@echo "没有 node $(NODE_OLDEST) 以上版本，跳过网页 (no node $(NODE_OLDEST) or later: the web pages are not built)"
endif

# ---- the proof

# The pages' part is a make of its own, because the Node that test-deps may have installed is looked for when make begins.
.PHONY: test
test: test-deps lint test-sqlite test-mariadb ## 安装所需、检查、在两种数据库和真浏览器上测试 (installs what is needed, lints, tests on both engines and in a browser)
	@$(MAKE) --no-print-directory test-web

.PHONY: test-sqlite
test-sqlite: ## 在 SQLite 上测试，带竞态检测 (the suite on SQLite, with the race detector)
	CGO_ENABLED=1 go test -race -timeout 30m $(GOTEST) ./...

.PHONY: test-mariadb
test-mariadb: with-mariadb ## 在用完即弃的 MariaDB 上测试 (the suite on a throw-away MariaDB)
	$(WITH_MARIADB) -- go test -timeout 30m $(GOTEST) ./...

# The pages are part of what the city runs: types against the served document, both builds, the official WeChat compilers,
# and a real browser against the real server.
.PHONY: test-web
ifeq ($(NODE_THERE),true)
test-web: build web/shared/node_modules/.package-lock.json web/e2e/node_modules/.package-lock.json ## 测试网页 (types, builds, WeChat package, real browser)
	cd web/shared && QXY_BIN=$(CURDIR)/bin/qingxiaoyi npm run check </dev/null
	cd web/mini && npm run check </dev/null && npm run build:weapp </dev/null && npm run check:weapp </dev/null
	cd web/console && npm run check </dev/null
	cd web/e2e && QXY_BIN=$(CURDIR)/bin/qingxiaoyi npm test </dev/null
else
test-web:
	@echo "测试网页要 node $(NODE_OLDEST) 以上版本，make test-deps 会装 (the pages' tests need node $(NODE_OLDEST) or later, which make test-deps installs)"; exit 1
endif

.PHONY: types
types: web/shared/node_modules/.package-lock.json ## 由接口文档重新生成网页的类型 (generates the pages' types from the OpenAPI document)
	cd web/shared && npm run generate </dev/null

# Built and not "go run": so a signal reaches it and its exit code arrives.
.PHONY: with-mariadb
with-mariadb:
	go build -o $(WITH_MARIADB) ./models/db/dbtest/mariadbd

.PHONY: lint
lint: $(GOLANGCI) ## 静态检查与格式 (golangci-lint, go vet, gofmt)
	@unformatted="$$(find . -name node_modules -prune -o -name '*.go' -exec gofmt -l {} +)"; \
	if [ -n "$$unformatted" ]; then \
		echo "没有按 gofmt 排版 (not formatted by gofmt):"; echo "$$unformatted"; exit 1; \
	fi
	go vet ./...
	$(GOLANGCI) run ./...

.PHONY: bench
bench: build with-mariadb ## 与手写 SQL 的速度比较 (measures against SQL by hand; ENGINE=mariadb|sqlite, BENCH=--json)
	@folder="$$(mktemp -d)"; trap 'rm -rf "$$folder"' EXIT; export QXY_DATA="$$folder"; \
	case $(ENGINE) in \
	sqlite) bin/qingxiaoyi bench $(BENCH) ;; \
	mariadb) $(WITH_MARIADB) -- bash -c 'QXY_DATABASE="$${TEST_MARIADB}qxy" exec bin/qingxiaoyi bench $(BENCH)' ;; \
	*) echo "ENGINE 只能是 sqlite 或 mariadb (must be sqlite or mariadb)"; exit 2 ;; \
	esac

.PHONY: fuzz
fuzz: ## 模糊测试每条规则 (every fuzz target for FUZZTIME=20s)
	@grep -rl --include='*_test.go' --exclude-dir=node_modules '^func Fuzz' . | sort | while read -r file; do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$$file"); do \
			echo "$$target  $$(dirname "$$file")"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$(dirname "$$file")" </dev/null; \
		done; \
	done

.PHONY: cover
cover: ## 测试覆盖率，写入 bin/cover.html (what the tests reach, on SQLite)
	@mkdir -p bin
	go test -timeout 30m -coverpkg=./... -coverprofile=bin/cover.out $(GOTEST) ./...
	go tool cover -html=bin/cover.out -o bin/cover.html
	@go tool cover -func=bin/cover.out | tail -n 1

.PHONY: audit-deps
audit-deps: $(GOVULNCHECK) ## 依赖的已知漏洞 (known vulnerabilities in what we import)
	$(GOVULNCHECK) $(if $(VULNDB),-db $(VULNDB)) ./...

# ---- what they need

# Debian's packages, each only where it is missing, and a Node where the machine has none that is new enough. A source of
# packages that is not ours may be out of reach: then update complains, and install decides.
.PHONY: test-deps
test-deps: ## 安装测试所需的软件 (MariaDB, Chromium, fonts and Node, where missing)
	@missing=""; PATH="$$PATH:/usr/sbin"; \
	command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null || missing+=" mariadb-server"; \
	command -v chromium >/dev/null || missing+=" chromium"; \
	[ "$$(dpkg-query -W -f '$${db:Status-Status}' fonts-noto-cjk 2>/dev/null)" = installed ] || missing+=" fonts-noto-cjk"; \
	command -v cc >/dev/null || missing+=" gcc libc6-dev"; \
	[ "$(NODE_THERE)" = true ] || command -v npm >/dev/null || missing+=" npm"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	as_root=""; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	if ! command -v apt-get >/dev/null || { [ -n "$$as_root" ] && ! command -v sudo >/dev/null; }; then \
		echo "缺少软件包，请自行安装 (missing, and not mine to install):$$missing"; exit 1; \
	fi; \
	echo "安装 (installing):$$missing"; \
	$$as_root apt-get update -q </dev/null || true; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
		-o DPkg::Lock::Timeout=300 $$missing </dev/null
ifneq ($(NODE_THERE),true)
	@echo "安装 (installing): node $(NODE_VERSION)"; \
	case "$$(uname -m)" in x86_64) cpu=x64 ;; aarch64) cpu=arm64 ;; *) cpu=$$(uname -m) ;; esac; \
	npm install --prefix $(TOOLS)/node --no-save --no-audit --no-fund --ignore-scripts \
		node-linux-$$cpu@$(NODE_VERSION) npm@$(NPM_VERSION) </dev/null
endif

$(GOLANGCI):
	GOBIN="$(CURDIR)/$(TOOLS)" go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv $(TOOLS)/golangci-lint $@

$(GOVULNCHECK):
	GOBIN="$(CURDIR)/$(TOOLS)" go install golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK_VERSION)
	mv $(TOOLS)/govulncheck $@

.PHONY: clean
clean: ## 删除编译结果，保留 data/ 与工具 (removes what was built; data/ and the tools stay)
	rm -rf bin/qingxiaoyi bin/cover.out bin/cover.html web/mini/dist web/console/dist web/pages/mini web/pages/console
