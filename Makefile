# SPDX-License-Identifier: Apache-2.0
# GNU make. Two commands to know:
#	make deps run	read the archive that ships with the program
#	make deps check	run all tests

VERSION = 0.1.0
PREFIX = /usr/local
BUILD = build
JOBS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wformat=2 -Wwrite-strings
HARDENING = -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
LINK_HARDENING = -pie -Wl,-z,relro

# Asked when first needed, not when this file is read: in "make deps run" the
# libraries are installed in between.
PACKAGES = ncursesw libcmark yaml-0.1 sqlite3
PACKAGE_CFLAGS = $(eval PACKAGE_CFLAGS := \
	$$(shell pkg-config --cflags-only-I $(PACKAGES)))$(PACKAGE_CFLAGS)
PACKAGE_LIBS = $(eval PACKAGE_LIBS := $$(call $$(if $$(SHARED),list,archives),\
	$$(shell pkg-config --libs $(PACKAGES)) -lunistring) -lm)$(PACKAGE_LIBS)

# Finding and loading shared libraries is a third of the time of "cnai-read
# --latest", so their archives are linked where there are any. Distributions
# will want "make SHARED=1".
list = $(1)
archives = $(foreach flag,$(1),$(if $(filter -l%,$(flag)),$(or $(filter /%,\
	$(shell $(CC) -print-file-name=$(flag:-l%=lib%.a))),$(flag)),$(flag)))

# What is run is said in short; "make V=1" shows all of it.
quiet = $(if $(V),,@echo "  $(1)" $(@:$(BUILD)/%=%);)

COMPILE = $(CC) -std=c17 -D_XOPEN_SOURCE=700 -Iinclude $(WARNINGS) $(HARDENING) \
	$(CFLAGS) $(CPPFLAGS) $(PACKAGE_CFLAGS)
LINK = $(CC) $(CFLAGS) $(LINK_HARDENING) $(LDFLAGS)

SOURCES = $(wildcard src/*/*.c)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY = $(BUILD)/libcnai.a
PROGRAM = $(BUILD)/cnai-read
UNIT_TESTS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/*_test.c))
TOOLS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/tools/*.c))
TEST_PROGRAMS = $(UNIT_TESTS) $(TOOLS)
DATA_DIR = $(PREFIX)/share/cnai-read

all: $(PROGRAM)

$(PROGRAM): $(BUILD)/src/cli/main.o $(LIBRARY)
	$(call quiet,LINK)$(LINK) -o $@ $^ $(PACKAGE_LIBS)

$(LIBRARY): $(filter-out %/cli/main.o,$(OBJECTS))
	@rm -f $@
	$(call quiet,AR  )$(AR) rcs $@ $^

# "make deps run" builds after the installation, also with -j.
$(BUILD)/%.o: %.c | $(filter deps,$(MAKECMDGOALS))
	@mkdir -p $(@D)
	$(call quiet,CC  )$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/src/cli/%.o: CPPFLAGS += -DCNAI_VERSION='"$(VERSION)"' \
	-DCNAI_DATA_DIR='"$(DATA_DIR)"'

$(TEST_PROGRAMS): $(BUILD)/%: $(BUILD)/%.o $(LIBRARY)
	$(call quiet,LINK)$(LINK) -o $@ $^ $(PACKAGE_LIBS) -lcmocka

.SECONDARY:

# To read, only what the build needs is installed; else what the tests need too.
deps:
	@sh tests/meta/deps.sh $(filter run,$(MAKECMDGOALS))

run: $(PROGRAM)
	@$(PROGRAM)

test-programs: $(PROGRAM) $(TEST_PROGRAMS)

check: $(filter deps,$(MAKECMDGOALS))
	@tests/check

# The same tests in a build that looks for memory errors and leaks.
ASAN = BUILD=build/asan HARDENING= CFLAGS="-O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all"

asan:
	@$(MAKE) -j$(JOBS) --no-print-directory $(ASAN) test-programs
	@tests/run build/asan

# Bytes that an instrumented build leads clang's libFuzzer to, for FUZZ_SECONDS;
# what was found goes on from build/fuzz/corpus the next time.
FUZZER = $(BUILD)/tests/fuzz/page_fuzz
FUZZ_SECONDS = 600
FUZZ = BUILD=build/fuzz HARDENING= CC=clang CFLAGS="-O1 -g \
	-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all"

$(FUZZER): $(BUILD)/%: $(BUILD)/%.o $(LIBRARY)
	$(call quiet,LINK)$(LINK) -fsanitize=fuzzer -o $@ $^ $(PACKAGE_LIBS)

fuzz:
	@$(MAKE) -j$(JOBS) --no-print-directory $(FUZZ) build/fuzz/tests/fuzz/page_fuzz
	@mkdir -p build/fuzz/corpus
	@cd build/fuzz && tests/fuzz/page_fuzz -max_total_time=$(FUZZ_SECONDS) \
		-max_len=2048 -timeout=20 -rss_limit_mb=1000 -print_final_stats=1 \
		-dict=../../tests/fuzz/markdown.dict corpus ../../tests/render ../../archive

lint:
	@tests/meta/lint.sh

cover:
	@$(MAKE) -j$(JOBS) --no-print-directory BUILD=build/cover HARDENING= \
		CFLAGS="-O0 -g --coverage" test-programs
	@tests/run build/cover
	@gcovr --root . --filter src/ build/cover

bench: $(PROGRAM)
	@tests/bench/bench.sh

golden: test-programs
	@BUILD=$(BUILD) tests/render/render.sh --update
	@BUILD=$(BUILD) tests/screen/screen.sh --update

check-oracles: test-programs
	@for oracle in tests/oracle/*_oracle.sh; do \
		echo "== $$oracle"; CNAI_READ=$(abspath $(PROGRAM)) BUILD=$(BUILD) \
			$$oracle || [ $$? -eq 77 ] || exit 1; done

screenshots: $(PROGRAM)
	@tests/meta/screenshots.sh

install: $(PROGRAM)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/man/man5 \
		$(DESTDIR)$(DATA_DIR)/archive \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/cnai-read
	install -m 644 man/cnai-read.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 man/cnai-read.5 $(DESTDIR)$(PREFIX)/share/man/man5/
	install -m 644 archive/*.md $(DESTDIR)$(DATA_DIR)/archive/
	install -m 644 completions/cnai-read.bash \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/cnai-read
	install -m 644 completions/cnai-read.zsh \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_cnai-read
	install -m 644 completions/cnai-read.fish \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/cnai-read.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/cnai-read \
		$(DESTDIR)$(PREFIX)/share/man/man1/cnai-read.1 \
		$(DESTDIR)$(PREFIX)/share/man/man5/cnai-read.5 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/cnai-read \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_cnai-read \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/cnai-read.fish
	rm -rf $(DESTDIR)$(DATA_DIR)

clean:
	rm -rf build

.PHONY: all deps run test-programs check asan fuzz lint cover bench golden check-oracles screenshots install \
	uninstall clean

-include $(OBJECTS:.o=.d) $(TEST_PROGRAMS:=.d) $(FUZZER:=.d)
