# shellcheck shell=bash disable=SC2016,SC2034,SC2153,SC2164,SC2317
# The entry point of the container image.

# container: the entry point's functions, on fake system calls and folders of the test's own. The
# service's account has number 10010.
container() {
  BACKUP_PATH=$WORK/backups
  CHRONOS_STATE=$WORK/state
  ACCOUNT=chronos
  HOME_OF_CHRONOS=/opt/chronos
  unset SHARED_GROUP
  mkdir "$BACKUP_PATH" "$CHRONOS_STATE"
  # shellcheck source=/dev/null
  source "$CHECKOUT/build/image/entrypoint"
  is_root() { true; }
  fake java </dev/null
  fake id <<<'echo 10010'
  fake chown </dev/null
  fake getent <<<'[[ $2 == hades ]] && echo hades:x:2001:'
  fake setpriv <<<'while [[ $1 != -- ]]; do shift; done; shift; exec "$@"'
  fake test <<<'exit 0'
  owner 0
}

# owner UID: who everything belongs to.
owner() {
  fake stat <<<"echo $1"
}

test_a_volume_of_roots_is_given_to_the_service() {
  container
  (main)
  contains "$(calls)" "chown --no-dereference chronos: $BACKUP_PATH"$'\n'
  contains "$(calls)" "chown --no-dereference chronos: $CHRONOS_STATE"$'\n'
}

test_the_folders_that_chronos_makes_are_given_with_it_and_no_others() {
  container
  mkdir -p "$BACKUP_PATH/daily/2026-01-19" "$BACKUP_PATH/.staging" "$BACKUP_PATH/of-someone"
  (main)
  contains "$(calls)" "chown --no-dereference chronos: $BACKUP_PATH/daily"$'\n'
  contains "$(calls)" "chown --no-dereference chronos: $BACKUP_PATH/.staging"$'\n'
  lacks "$(calls)" "$BACKUP_PATH/daily/2026"
  lacks "$(calls)" "$BACKUP_PATH/of-someone"
}

test_a_link_is_not_given_away() {
  container
  mkdir "$WORK/elsewhere"
  command -p ln -s "$WORK/elsewhere" "$BACKUP_PATH/daily"
  (main)
  lacks "$(calls)" "$BACKUP_PATH/daily"
}

test_a_volume_of_another_user_is_left_alone() {
  container
  owner 1000
  (main)
  lacks "$(calls)" chown
}

test_a_volume_that_cannot_be_written_is_said_in_one_line() {
  container
  owner 1000
  fake test <<<'exit 1'
  fails main
  one_line "$SAID"
  contains "$SAID" "may not write in $BACKUP_PATH, which belongs to uid 1000"
  lacks "$(calls)" "java"$'\n'
}

test_the_service_has_no_privileges_left() {
  container
  (main)
  contains "$(calls)" '--reuid=chronos --regid=10010 --groups=10010 --no-new-privs --inh-caps=-all -- java'
}

test_the_shared_group_is_the_services_too() {
  container
  (SHARED_GROUP=hades main)
  contains "$(calls)" '--groups=10010,2001 '
  (SHARED_GROUP=3000 main)
  contains "$(calls)" '--groups=10010,3000 '
}

test_an_unknown_shared_group_is_said_in_one_line() {
  container
  export SHARED_GROUP=nobodys
  fails main
  one_line "$SAID"
  contains "$SAID" "no group 'nobodys'"
}

test_another_user_than_root_changes_nothing() {
  container
  is_root() { false; }
  (main)
  lacks "$(calls)" chown
  lacks "$(calls)" setpriv
  contains "$(calls)" 'java @/opt/chronos/jvm.options'
}

test_the_image_runs_the_jvm_with_the_same_options_and_more() {
  container
  (CHRONOS_JAVA_OPTS='-Xmx1g -Dsome=thing' main)
  contains "$(calls)" "classes.jsa -Xmx1g -Dsome=thing -jar /opt/chronos/chronos-app.jar"
}

test_the_image_restores_without_the_service_and_never_as_root() {
  container
  (main restore --from '/backups/one backup' --yes)
  contains "$(calls)" 'setpriv --reuid=chronos'
  contains "$(calls)" '-cp /opt/chronos/chronos-app.jar io.leveredge.chronos.app.restore.RestoreFrom --from /backups/one backup --yes'
  lacks "$(calls)" classes.jsa
}

test_the_image_says_what_it_cannot_do() {
  container
  if said=$(main backup 2>&1); then
    wrong 'it went on'
  fi
  contains "$said" "'backup'"
  lacks "$(calls)" java
}

# With the real tools: as root this tries the whole way, as another user what is left of it.
test_the_service_never_runs_as_root() {
  local account=nobody
  mkdir "$WORK/backups" "$WORK/state"
  chmod 755 "$WORK"
  fake java <<<'id -u; touch "$BACKUP_PATH/written"'
  : >"$WORK/calls"
  chmod 666 "$WORK/calls"
  uid=$(BACKUP_PATH=$WORK/backups CHRONOS_STATE=$WORK/state HOME_OF_CHRONOS=$WORK ACCOUNT=$account \
    bash "$CHECKOUT/build/image/entrypoint")
  [[ $uid -gt 0 ]] || wrong "the service ran as '$uid'"
  [[ -f $WORK/backups/written ]] || wrong 'the service could not write'
}
