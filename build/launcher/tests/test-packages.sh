# shellcheck shell=bash disable=SC2153,SC2164,SC2317
# What the launcher installs, and what it says where it may not.

# debian OFFERED_JDK...: a machine with apt, whose lists are there, and where installing a package
# brings its programs.
debian() {
  launcher
  : >"$WORK/lists/debian_main_Packages"
  printf '%s\n' "$@" >"$WORK/jdks"
  fake apt-cache <<E2
sed 's/.*/openjdk-&-jdk-headless - a JDK/' "$WORK/jdks"
E2
  fake apt-get <<E2
printf 'frontend=%s\n' "\${DEBIAN_FRONTEND:-}" >>"$WORK/calls"
case " \$* " in *" install "*) source "$WORK/installation" ;; esac
E2
  cat >"$WORK/installation" <<E2
cat "$WORK"/createcluster.d/* >>"$WORK/settings-during-installation"
case " \$* " in *" maven "*) printf 'maven' >"$BIN/mvn"; chmod +x "$BIN/mvn" ;; esac
E2
  is_root() { true; }
}

test_what_is_there_is_not_installed() {
  debian 21
  fake_jdk "$WORK/jvm/jdk" 21.0.4
  fake_postgresql_server 15
  fake mvn </dev/null
  fake strace </dev/null
  provide jdk maven postgresql strace
  equal "$(calls)" ''
}

test_what_is_missing_is_installed_and_named() {
  debian 21
  said=$(provide maven 2>&1)
  contains "$(calls)" 'install --yes --no-install-recommends maven'
  contains "$(calls)" 'frontend=noninteractive'
  contains "$said" 'chronos: installing maven'
}

test_everything_missing_is_installed_at_once() {
  debian 21
  fails provide jdk maven postgresql zstd
  contains "$(calls)" 'install --yes --no-install-recommends openjdk-21-jdk-headless maven postgresql zstd'
  contains "$SAID" 'still missing after the installation'
}

test_the_lists_are_not_fetched_where_they_are_there() {
  debian 21
  provide maven
  lacks "$(calls)" update
}

test_missing_lists_are_fetched_first_and_once() {
  debian
  rm "$WORK/lists/debian_main_Packages"
  fails provide jdk maven
  equal "$(calls | grep -c 'apt-get.* update')" 1
  lacks "$(calls)" install
}

test_lists_that_lead_nowhere_are_fetched_again() {
  debian 21
  cat >>"$WORK/installation" <<E2
if [[ ! -e "$WORK/tried" ]]; then : >"$WORK/tried"; rm "$BIN/mvn"; exit 100; fi
E2
  provide maven
  equal "$(calls | sed -n 's/.* \(update\|install\).*/\1/p')" $'install\nupdate\ninstall'
}

test_an_installation_that_fails_twice_ends_with_what_failed() {
  debian 21
  printf 'exit 100\n' >"$WORK/installation"
  fails provide maven
  contains "$SAID" 'apt-get could not install maven'
}

test_the_oldest_jdk_that_will_do_is_installed_where_offered() {
  debian 17 25 21 26
  equal "$(package_of jdk)" openjdk-21-jdk-headless
}

test_the_newest_jdk_is_installed_where_the_oldest_is_not_offered() {
  debian 17 25 24
  equal "$(package_of jdk)" openjdk-25-jdk-headless
}

test_a_debian_without_a_jdk_is_told_in_one_line() {
  debian 17
  fails provide jdk
  contains "$SAID" 'a JDK 21 or later, and this system has no package of one'
  lacks "$(calls)" ' install '
}

test_without_root_and_sudo_the_packages_are_named_in_one_line() {
  debian 21
  is_root() { false; }
  fails provide jdk maven postgresql
  one_line "$SAID"
  contains "$SAID" 'apt-get install --no-install-recommends openjdk-21-jdk-headless maven postgresql'
  lacks "$(calls)" apt-get
}

test_a_sudo_that_asks_for_a_password_is_no_way_to_install() {
  debian 21
  is_root() { false; }
  fake sudo <<<'exit 1'
  fails provide maven
  one_line "$SAID"
  lacks "$(calls)" apt-get
}

test_a_sudo_without_password_installs() {
  debian 21
  is_root() { false; }
  # shellcheck disable=SC2016
  fake sudo <<<'shift; exec "$@"'
  provide maven
  contains "$(calls)" 'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get'
}

test_without_apt_the_needs_are_named_in_one_line() {
  launcher
  fails provide jdk maven postgresql-client
  one_line "$SAID"
  contains "$SAID" "a JDK 21 or later, Maven, PostgreSQL's client programs"
}

test_installing_the_server_makes_no_cluster() {
  debian 21
  provide maven
  equal "$(cat "$WORK/settings-during-installation")" 'create_main_cluster = false'
  equal "$(find "$WORK/createcluster.d" -type f)" ''
}

test_the_setting_against_clusters_goes_even_where_the_installation_fails() {
  debian 21
  printf 'exit 100\n' >"$WORK/installation"
  fails provide maven
  equal "$(find "$WORK/createcluster.d" -type f)" ''
}

test_a_client_is_not_a_server() {
  launcher
  fake_postgresql_client 15
  meets postgresql-client
  fails meets postgresql
}

test_a_server_and_a_client_of_different_versions_are_no_server() {
  launcher
  fake_postgresql_client 15
  fake_postgresql 16 initdb pg_ctl postgres
  fails meets postgresql
}

test_a_client_on_the_path_is_a_client() {
  launcher
  fake pg_dump </dev/null
  fails meets postgresql-client
  fake pg_dumpall </dev/null
  meets postgresql-client
}

test_debians_wrapper_alone_is_no_client() {
  launcher
  fake pg_wrapper </dev/null
  command -p ln -s pg_wrapper "$BIN/pg_dump"
  command -p ln -s pg_wrapper "$BIN/pg_dumpall"
  fails meets postgresql-client
}
