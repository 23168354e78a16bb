# shellcheck shell=bash
# What the launcher says. Sourced by ./chronos.

say() {
  printf 'chronos: %s\n' "$*" >&2
}

die() {
  say "$*"
  exit 1
}

usage() {
  cat <<'TEXT'
Usage: ./chronos COMMAND

  run       build what has changed and start the service (port 8010); Ctrl-C or SIGTERM stops it
  restore   put back a backup from its directory, without a service: ./chronos restore --help
  test      build everything and run every test and check; arguments go to Maven
  bench     measure CHRONOS beside the plain tools; arguments go to the benchmark
  fake-n8n  stand in for n8n, to try things out: PORT API_KEY NUMBER_OF_WORKFLOWS
  token     print the bearer token that the first start wrote
  format    apply the code formatter

A JDK 21 or later is looked for in JAVA_HOME, on the PATH and under /usr/lib/jvm. On Debian and its
kin, what is missing is installed with apt-get, as root or with a sudo that asks for no password.

Environment:
  CHRONOS_STATE      the folder for what CHRONOS keeps outside its backups; default: .chronos here
  CHRONOS_JAVA_OPTS  more options for the service's JVM, after those in build/launcher/jvm.options
  DATABASE_URL       the database to back up; without it, run starts a PostgreSQL of its own

The service itself is configured by environment variables only: see docs/reference.
TEXT
}
