# shellcheck shell=bash
# The launcher's commands. Sourced by ./chronos.

main() {
  local command=${1:---help}
  shift || true
  use_state_folder
  use_utf8
  case $command in
    run) run_service "$@" ;;
    restore) restore_from "$@" ;;
    test) run_tests "$@" ;;
    bench) run_benchmark "$@" ;;
    fake-n8n) run_fake_n8n "$@" ;;
    token) print_token ;;
    format) format_sources ;;
    help | -h | --help) usage ;;
    *)
      usage >&2
      die "no such command: $command"
      ;;
  esac
}

# use_state_folder: CHRONOS_STATE as an absolute path, for this script and for the service.
use_state_folder() {
  CHRONOS_STATE=${CHRONOS_STATE:-$ROOT/.chronos}
  [[ $CHRONOS_STATE == /* ]] || CHRONOS_STATE=$PWD/$CHRONOS_STATE
  export CHRONOS_STATE
}

# use_utf8: a locale whose encoding is UTF-8. A JVM writes arguments, environments and names of files in
# the locale's encoding: without one, as in most containers, a database "bücher" would be asked for as
# "b?cher". Debian has C.UTF-8 built in.
use_utf8() {
  [[ $(locale charmap 2>/dev/null) == UTF-8 ]] || export LC_ALL=C.UTF-8
}

# prepare NEED...: the machine has what is needed, and JDK names the JDK.
prepare() {
  provide jdk "$@"
  JDK=$(find_jdk)
}

# prepare_built MODULE NEED...: the same, and the module is built.
prepare_built() {
  local module=$1
  shift
  if is_built "$module"; then
    prepare "$@"
  else
    prepare maven "$@"
    build "$module"
  fi
}

run_service() {
  (($# == 0)) || die 'run takes no arguments: the service is configured by environment variables'
  local -a programs
  mapfile -t programs < <(database_programs)
  prepare_built chronos-app "${programs[@]}"
  keep_service
  start_service
}

# start_service: java takes this process's place, with the jars that lie in SERVICE.
start_service() {
  local -a quiet more
  mapfile -t quiet < <(options_against_warnings)
  read -ra more <<<"${CHRONOS_JAVA_OPTS:-}"
  # The class data that the first run leaves behind halves the start of the next ones.
  exec "$JDK/bin/java" "@$ROOT/build/launcher/jvm.options" \
    -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$SERVICE/classes.jsa" \
    "${quiet[@]}" "${more[@]}" -jar "$SERVICE/chronos-app.jar"
}

# restore_from OPTION...: puts one backup's directory back, without a service.
restore_from() {
  local -a programs
  mapfile -t programs < <(database_programs)
  prepare_built chronos-app "${programs[@]}"
  keep_service
  start_restore "$@"
}

# start_restore OPTION...: java takes this process's place, with the jars that lie in SERVICE. It needs
# none of the archive of class data, which is the service's.
start_restore() {
  local -a quiet more
  mapfile -t quiet < <(options_against_warnings)
  read -ra more <<<"${CHRONOS_JAVA_OPTS:-}"
  exec "$JDK/bin/java" "@$ROOT/build/launcher/jvm.options" --enable-native-access=ALL-UNNAMED \
    "${quiet[@]}" "${more[@]}" -cp "$SERVICE/chronos-app.jar" \
    io.leveredge.chronos.app.restore.RestoreFrom "$@"
}

# database_programs: the need for PostgreSQL's programs, as the environment asks for them: the server's
# too where no database is named, none where their folder is.
database_programs() {
  local named=${DATABASE_URL:-}${DATABASE_URL_FILE:-}${CATALOG_DATABASE_URL:-}${CATALOG_DATABASE_URL_FILE:-}
  if [[ -z $named ]]; then
    printf 'postgresql\n'
  elif [[ -z ${PG_BIN:-} ]]; then
    printf 'postgresql-client\n'
  fi
}

run_tests() {
  local status=0 began
  prepare maven postgresql strace zstd shellcheck curl jq
  mkdir -p "$BUILD_NOTES"
  began=$BUILD_NOTES/tests-began
  : >"$began"
  maven -T 2 verify "$@" || status=$?
  summarize_tests "$began" || status=1
  ((status == 0)) || say "the tests or checks failed: Maven's lines above say which"
  return "$status"
}

# summarize_tests SINCE: adds up the reports of Surefire that are newer than that file. Fails where no
# test ran.
summarize_tests() {
  find "$ROOT"/chronos-*/target/surefire-reports -name 'TEST-*.xml' -newer "$1" \
    -exec grep -hm1 '<testsuite ' {} + 2>/dev/null | awk '
    function attribute(name) {
      return match($0, " " name "=\"[0-9]+\"") \
        ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
    }
    {
      ran = attribute("tests"); wrong = attribute("failures") + attribute("errors")
      left = attribute("skipped")
      failed += wrong; skipped += left; passed += ran - wrong - left
    }
    END {
      printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
      exit passed + failed == 0
    }'
}

run_benchmark() {
  prepare_built chronos-bench postgresql zstd restic
  local folder=$ROOT/chronos-bench/target
  exec "$JDK/bin/java" -cp "$folder/chronos-bench.jar:$folder/lib/*" \
    io.leveredge.chronos.bench.Bench "$@"
}

# run_fake_n8n PORT KEY WORKFLOWS: what stands in for n8n where there is none.
run_fake_n8n() {
  prepare_built chronos-testkit-n8n
  local folder=$ROOT/chronos-testkit-n8n/target
  exec "$JDK/bin/java" -cp "$folder/chronos-testkit-n8n.jar:$folder/lib/*" \
    io.leveredge.chronos.testkit.n8n.FakeN8nProgram "$@"
}

print_token() {
  local file=$CHRONOS_STATE/token
  if [[ ! -e $file ]]; then
    die "no token yet: the first start of the service writes it to $file"
  fi
  [[ -r $file ]] || die "$file belongs to another user: $(stat -c %U "$file")"
  cat "$file"
}

format_sources() {
  prepare maven
  maven -q -N dependency:copy@formatter
  local package
  local -a exports=()
  for package in api code file parser tree util; do
    exports+=(--add-exports "jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED")
  done
  "$JDK/bin/java" "${exports[@]}" -cp "$ROOT/target/formatter/google-java-format.jar" \
    "$ROOT/build/FormatSources.java" apply "$ROOT"
}
