# shellcheck shell=bash disable=SC2153,SC2164,SC2317
# The launcher's commands, with a fake Maven and a fake Java.

ready() {
  launcher
  fake_checkout
  fake_jdk "$WORK/jvm/jdk" 21.0.4
  fake_postgresql_server 15
}

builds() {
  calls | grep -c '^mvn.* package' || true
}

test_run_builds_and_hands_over_to_java() {
  ready
  said=$( (main run) )
  equal "$(builds)" 1
  contains "$said" "@$ROOT/build/launcher/jvm.options"
  contains "$said" '-XX:+AutoCreateSharedArchive'
  contains "$said" "-jar"$'\n'"$ROOT/.chronos/app/"
}

test_restore_builds_and_hands_its_options_over() {
  ready
  said=$( (main restore --from '/mnt/a disk' --yes) )
  equal "$(builds)" 1
  contains "$said" "-cp"$'\n'"$ROOT/.chronos/app/"
  contains "$said" 'app.restore.RestoreFrom'$'\n''--from'$'\n''/mnt/a disk'$'\n''--yes'
}

test_run_builds_once_where_nothing_changes() {
  ready
  (main run) >/dev/null
  (main run) >/dev/null
  equal "$(builds)" 1
}

test_a_changed_source_is_built() {
  ready
  (main run) >/dev/null
  printf 'class Main { int more; }\n' >"$ROOT/chronos-app/src/main/java/Main.java"
  (main run) >/dev/null
  equal "$(builds)" 2
}

test_a_change_with_an_old_date_is_built() {
  ready
  (main run) >/dev/null
  touch -d 2001-01-01 "$ROOT/chronos-app/src/main/java/Main.java"
  (main run) >/dev/null
  equal "$(builds)" 2
}

test_a_source_that_was_taken_away_is_a_change() {
  ready
  (main run) >/dev/null
  rm "$ROOT/chronos-app/src/main/java/Spare.java"
  (main run) >/dev/null
  equal "$(builds)" 2
}

test_a_missing_jar_is_built() {
  ready
  (main run) >/dev/null
  rm "$ROOT/chronos-app/target/chronos-app.jar"
  (main run) >/dev/null
  equal "$(builds)" 2
}

test_a_failed_build_starts_nothing_and_is_tried_again() {
  ready
  fake mvn <<<'exit 1'
  fails main run
  contains "$SAID" 'the build failed'
  lacks "$SAID" '-jar'
  fails main run
  equal "$(builds)" 2
}

test_a_built_service_needs_no_maven() {
  ready
  (main run) >/dev/null
  rm "$BIN/mvn"
  contains "$( (main run) )" '-jar'
}

test_java_takes_the_place_of_the_launcher() {
  ready
  # shellcheck disable=SC2016
  printf '#!%s\necho $$\n' "$BASH" >"$WORK/jvm/jdk/bin/java"
  (main run) >/dev/null
  (
    # shellcheck disable=SC2016
    bash -c 'echo $$; ROOT=$1; shift; for part; do source "$ROOT/build/launcher/$part.sh"; done
      JVM_FOLDER=$ROOT/../jvm; POSTGRESQL_FOLDER=$ROOT/../postgresql; main run' \
      run "$ROOT" words jdk packages jars tasks >"$WORK/pids"
  )
  { read -r launched && read -r became; } <"$WORK/pids"
  equal "$became" "$launched"
}

test_more_java_options_come_after_the_launchers_own() {
  ready
  said=$(CHRONOS_JAVA_OPTS='-Xmx1g -Dsome=thing' && export CHRONOS_JAVA_OPTS && main run)
  contains "$said" $'-Xmx1g\n-Dsome=thing\n-jar'
}

test_run_takes_no_arguments() {
  ready
  fails main run --port 80
  one_line "$SAID"
}

test_a_running_service_keeps_its_jars_through_later_builds() {
  ready
  # shellcheck disable=SC2016
  printf '#!%s\nprintf "%%s\\n" "${@: -1}" >"%s"\nexec sleep 60\n' "$BASH" "$WORK/serving" \
    >"$WORK/jvm/jdk/bin/java"
  (main run) &
  local service=$!
  # shellcheck disable=SC2064
  trap "kill $service" EXIT
  until [[ -s $WORK/serving ]]; do :; done
  fake_jdk "$WORK/jvm/jdk" 21.0.4
  printf 'class Main { int more; }\n' >"$ROOT/chronos-app/src/main/java/Main.java"
  local later
  later=$( (main run) )
  [[ -f $(<"$WORK/serving") ]] || wrong 'the jar of the running service is gone'
  lacks "$later" "$(<"$WORK/serving")"
}

test_copies_that_nobody_runs_are_dropped() {
  ready
  (main run) >/dev/null
  printf 'class Main { int more; }\n' >"$ROOT/chronos-app/src/main/java/Main.java"
  (main run) >/dev/null
  equal "$(find "$ROOT/.chronos/app" -name chronos-app.jar | grep -c .)" 1
}

test_the_state_folder_is_its_owners_alone() {
  ready
  (main run) >/dev/null
  equal "$(stat -c %a "$ROOT/.chronos")" 700
}

test_without_a_locale_names_are_written_in_utf8() {
  launcher
  fake locale <<<'echo ANSI_X3.4-1968'
  unset LC_ALL
  use_utf8
  equal "$(env | grep '^LC_ALL=')" LC_ALL=C.UTF-8
}

test_a_locale_in_utf8_is_left_alone() {
  launcher
  fake locale <<<'echo UTF-8'
  unset LC_ALL
  use_utf8
  equal "${LC_ALL:-}" ''
}

test_a_relative_state_folder_is_the_callers() {
  ready
  mkdir "$WORK/here"
  cd "$WORK/here"
  (CHRONOS_STATE=mine main run) >/dev/null
  [[ -d $WORK/here/mine/app ]] || wrong 'no state folder where the caller stands'
}

test_the_servers_programs_are_needed_only_without_a_database() {
  launcher
  equal "$(database_programs)" postgresql
  equal "$(DATABASE_URL=x database_programs)" postgresql-client
  equal "$(CATALOG_DATABASE_URL_FILE=x database_programs)" postgresql-client
  equal "$(PG_BIN=x database_programs)" postgresql
  equal "$(PG_BIN=x DATABASE_URL_FILE=x database_programs)" ''
}

test_token_prints_the_token_or_says_when_there_will_be_one() {
  launcher
  fails main token
  contains "$SAID" "the first start of the service writes it to $ROOT/.chronos/token"
  mkdir "$ROOT/.chronos"
  printf 'chronos_secret\n' >"$ROOT/.chronos/token"
  equal "$(main token)" chronos_secret
}

# report TESTS FAILURES ERRORS SKIPPED: one more of Surefire's reports.
report() {
  local folder=$ROOT/chronos-app/target/surefire-reports
  mkdir -p "$folder"
  printf '<?xml version="1.0"?>\n<testsuite name="a" time="1.5" tests="%d" errors="%d" skipped="%d" failures="%d">\n<testcase name="x"/>\n</testsuite>\n' \
    "$1" "$3" "$4" "$2" >"$folder/TEST-$RANDOM$RANDOM.xml"
}

test_the_summary_adds_up_this_runs_reports() {
  launcher
  report 50 0 0 0
  touch -d '1 minute ago' "$ROOT"/chronos-app/target/surefire-reports/*
  : >"$WORK/began"
  touch -d '30 seconds ago' "$WORK/began"
  report 7 1 2 1
  report 5 0 0 0
  equal "$(summarize_tests "$WORK/began")" '8 passed, 3 failed, 1 skipped'
}

test_a_run_without_tests_fails() {
  launcher
  : >"$WORK/began"
  fails summarize_tests "$WORK/began"
}

test_test_ends_with_mavens_status() {
  ready
  for tool in strace zstd shellcheck curl jq; do fake "$tool" </dev/null; done
  : >"$WORK/reports"
  fake mvn <<E2
mkdir -p chronos-app/target/surefire-reports
printf '<testsuite tests="3" errors="0" skipped="0" failures="0">\n' \
  >chronos-app/target/surefire-reports/TEST-x.xml
exit \$(cat "$WORK/status")
E2
  printf '0\n' >"$WORK/status"
  equal "$(main test 2>&1)" '3 passed, 0 failed, 0 skipped'
  contains "$(calls)" 'mvn -B -Dstyle.color=never -T 2 verify'
  printf '1\n' >"$WORK/status"
  fails main test
  contains "$SAID" '3 passed, 0 failed'
  fake mvn </dev/null
  rm "$ROOT/chronos-app/target/surefire-reports/TEST-x.xml"
  fails main test
}

test_an_unknown_command_is_refused() {
  launcher
  fails main rnu
  contains "$SAID" 'no such command: rnu'
  contains "$SAID" 'Usage:'
}

test_help_names_every_command() {
  launcher
  for command in run test bench fake-n8n token format; do
    contains "$(main --help)" "  $command "
  done
}
