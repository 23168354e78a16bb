# shellcheck shell=bash
# What a command needs from the machine, and Debian's packages that bring it. Sourced by ./chronos.
#
# The needs: jdk, maven, postgresql (server and client), postgresql-client, or the name of a program,
# which is then also the name of its package.

POSTGRESQL_FOLDER=/usr/lib/postgresql
APT_LISTS=/var/lib/apt/lists
NEW_CLUSTER_SETTINGS=/etc/postgresql-common/createcluster.d

# provide NEED...: sees to it that the machine has them all, or ends with one line that says how.
provide() {
  local -a lacks
  mapfile -t lacks < <(lacking "$@")
  ((${#lacks[@]} > 0)) || return 0
  type -P apt-get >/dev/null || die "missing: $(described "${lacks[@]}"). Install that and try again."
  if ! may_install; then
    die_naming_packages "${lacks[@]}"
  fi
  install_needs "${lacks[@]}"
  mapfile -t lacks < <(lacking "$@")
  ((${#lacks[@]} == 0)) || die "still missing after the installation: $(described "${lacks[@]}")"
}

# lacking NEED...: those that this machine does not meet, one a line.
lacking() {
  local need
  for need in "$@"; do
    meets "$need" || printf '%s\n' "$need"
  done
}

meets() {
  case $1 in
    jdk) find_jdk >/dev/null ;;
    maven) type -P mvn >/dev/null ;;
    postgresql) has_postgresql initdb pg_ctl postgres pg_dump pg_dumpall psql ;;
    postgresql-client) has_postgresql pg_dump pg_dumpall psql || are_on_path pg_dump pg_dumpall ;;
    *) type -P "$1" >/dev/null ;;
  esac
}

# has_postgresql PROGRAM...: whether one folder of PostgreSQL programs has them all.
has_postgresql() {
  local folder program
  for folder in "$POSTGRESQL_FOLDER"/*/bin; do
    for program in "$@"; do
      [[ -x $folder/$program ]] || continue 2
    done
    return 0
  done
  return 1
}

# are_on_path PROGRAM...: whether the PATH finds them all. Debian's wrapper of that name does not count:
# it comes without the program.
are_on_path() {
  local program path
  for program in "$@"; do
    path=$(type -P "$program") || return 1
    [[ $(readlink -f "$path") != */pg_wrapper ]] || return 1
  done
}

# described NEED...: for a person.
described() {
  local need text=''
  for need in "$@"; do
    case $need in
      jdk) need="a JDK $OLDEST_JDK or later" ;;
      maven) need='Maven' ;;
      postgresql) need='PostgreSQL (server and client)' ;;
      postgresql-client) need="PostgreSQL's client programs" ;;
    esac
    text+="${text:+, }$need"
  done
  printf '%s\n' "$text"
}

# package_of NEED: prints the package that brings it; fails where Debian offers none.
package_of() {
  case $1 in
    jdk) offered_jdk ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# offered_jdk: prints the package of the oldest JDK that will do, because Debian's own Java programs
# are tried with it, or of the newest where that one is not offered.
offered_jdk() {
  local version chosen=0
  while read -r version; do
    if ((version == OLDEST_JDK || (version > chosen && chosen != OLDEST_JDK))); then
      chosen=$version
    fi
  done < <(
    apt-cache search --names-only '^openjdk-[0-9]+-jdk-headless$' |
      sed -n 's/^openjdk-\([0-9]*\)-jdk-headless .*/\1/p'
  )
  ((chosen >= OLDEST_JDK)) && printf 'openjdk-%s-jdk-headless\n' "$chosen"
}

is_root() {
  ((EUID == 0))
}

may_install() {
  is_root || sudo -n true 2>/dev/null
}

as_root() {
  if is_root; then
    "$@"
  else
    sudo -n "$@"
  fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" >&2
}

has_apt_lists() {
  compgen -G "$APT_LISTS/*_Packages*" >/dev/null
}

die_naming_packages() {
  local need package packages=''
  for need in "$@"; do
    if ! package=$(package_of "$need"); then
      has_apt_lists && die_without_jdk
      package=openjdk-$OLDEST_JDK-jdk-headless
    fi
    packages+=" $package"
  done
  die "missing: $(described "$@"). As root: apt-get install --no-install-recommends$packages"
}

die_without_jdk() {
  die "missing: a JDK $OLDEST_JDK or later, and this system has no package of one." \
    "Install one under $JVM_FOLDER, or name it in JAVA_HOME."
}

# install_needs NEED...: by apt-get. Its lists are fetched once, and only where they are missing, name
# no JDK, or lead nowhere any more.
install_needs() {
  local need package fresh=false
  local -a packages=()
  if ! has_apt_lists; then
    apt_get update || die 'apt-get update failed'
    fresh=true
  fi
  for need in "$@"; do
    if ! package=$(package_of "$need"); then
      "$fresh" || apt_get update || die 'apt-get update failed'
      fresh=true
      package=$(package_of "$need") || die_without_jdk
    fi
    packages+=("$package")
  done
  say "installing ${packages[*]}"
  install_packages "${packages[@]}" && return
  if "$fresh" || ! apt_get update || ! install_packages "${packages[@]}"; then
    die "apt-get could not install ${packages[*]}"
  fi
}

# install_packages PACKAGE...: Debian's PostgreSQL server would make a cluster and start it on 5432
# when it is installed, which nobody asked for: a setting of postgresql-common, there only for the
# time of the installation, says not to (README.Debian of that package).
install_packages() (
  note=$NEW_CLUSTER_SETTINGS/chronos-installation.conf
  trap 'as_root rm -f "$note"' EXIT
  as_root mkdir -p "$NEW_CLUSTER_SETTINGS"
  printf 'create_main_cluster = false\n' | as_root tee "$note" >/dev/null
  apt_get install --yes --no-install-recommends "$@"
)
