# shellcheck shell=bash
# A machine made of fakes, for the tests. WORK is the test's own folder.

# What the launcher may count on: bash, coreutils, findutils, grep, sed, awk, and util-linux's flock.
readonly BASICS='bash env cat cp mv rm mkdir rmdir touch date dirname readlink stat mktemp sleep tee
  find flock grep sed awk sort chmod chown true test setpriv id'

# begin: an empty machine, of which the test's shell sees nothing but the basics. Fakes go into a
# folder of their own that comes first: to write one where the links to the real programs lie would be
# to write over the real program.
begin() {
  local tool
  BIN=$WORK/bin
  mkdir -p "$BIN" "$WORK/basics" "$WORK/jvm" "$WORK/postgresql" "$WORK/lists"
  for tool in $BASICS; do
    ln -s "$(type -P "$tool")" "$WORK/basics/$tool"
  done
  PATH=$BIN:$WORK/basics
  unset JAVA_HOME DATABASE_URL DATABASE_URL_FILE CATALOG_DATABASE_URL CATALOG_DATABASE_URL_FILE \
    PG_BIN CHRONOS_STATE CHRONOS_JAVA_OPTS MAVEN_OPTS
}

# launcher: the launcher's functions, on the fake machine and a fake checkout.
# shellcheck disable=SC2034
launcher() {
  local part
  ROOT=$WORK/checkout
  mkdir -p "$ROOT/build"
  cp -r "$CHECKOUT/build/launcher" "$ROOT/build/"
  for part in words jdk packages jars tasks; do
    # shellcheck source=/dev/null
    source "$ROOT/build/launcher/$part.sh"
  done
  JVM_FOLDER=$WORK/jvm
  POSTGRESQL_FOLDER=$WORK/postgresql
  APT_LISTS=$WORK/lists
  NEW_CLUSTER_SETTINGS=$WORK/createcluster.d
}

# fake NAME: a program of the fake machine that writes down how it was called and then runs the
# script that comes on standard input.
fake() {
  {
    printf '#!%s\n' "$BASH"
    printf 'printf "%%s\\n" "%s $*" >>"%s/calls"\n' "$1" "$WORK"
    cat
  } >"$BIN/$1"
  chmod +x "$BIN/$1"
}

calls() {
  cat "$WORK/calls" 2>/dev/null || true
}

# fake_jdk FOLDER VERSION: a JDK whose java prints its arguments.
fake_jdk() {
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="nobody"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
  printf '#!%s\nprintf "%%s\\n" "$@"\n' "$BASH" >"$1/bin/java"
  cp "$1/bin/java" "$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

# fake_postgresql VERSION PROGRAM...
fake_postgresql() {
  local folder=$WORK/postgresql/$1/bin program
  shift
  mkdir -p "$folder"
  for program in "$@"; do
    printf 'a program\n' >"$folder/$program"
    chmod +x "$folder/$program"
  done
}

fake_postgresql_client() {
  fake_postgresql "$1" pg_dump pg_dumpall psql
}

fake_postgresql_server() {
  fake_postgresql "$1" initdb pg_ctl postgres pg_dump pg_dumpall psql
}

# fake_checkout: sources of a service, and a Maven that builds it.
fake_checkout() {
  mkdir -p "$ROOT/chronos-app/src/main/java" "$ROOT/chronos-bench/src/main/java"
  printf '<project/>\n' >"$ROOT/pom.xml"
  printf '<project/>\n' >"$ROOT/chronos-app/pom.xml"
  printf 'class Main {}\n' >"$ROOT/chronos-app/src/main/java/Main.java"
  printf 'class Spare {}\n' >"$ROOT/chronos-app/src/main/java/Spare.java"
  fake mvn <<'MAVEN'
mkdir -p chronos-app/target/lib
date +%s%N >chronos-app/target/chronos-app.jar
date +%s%N >chronos-app/target/lib/library.jar
MAVEN
}

# fails COMMAND...: runs it in a shell of its own, and is true where it fails; what it said is then in
# SAID.
fails() {
  local status=0
  SAID=$( ("$@") 2>&1) || status=$?
  ((status != 0)) || wrong "'$*' did not fail; it said: $SAID"
}

equal() {
  [[ $1 == "$2" ]] || wrong "expected '$2' and not '$1'"
}

contains() {
  [[ $1 == *"$2"* ]] || wrong "expected '$2' in '$1'"
}

lacks() {
  [[ $1 != *"$2"* ]] || wrong "expected no '$2' in '$1'"
}

one_line() {
  [[ $1 != *$'\n'* && -n $1 ]] || wrong "expected one line and not '$1'"
}

wrong() {
  printf '%s\n' "$*" >&2
  exit 1
}
