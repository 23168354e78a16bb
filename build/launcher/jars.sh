# shellcheck shell=bash
# Building the jars, only when a source has changed, and keeping the ones that run. Sourced by
# ./chronos.

BUILD_NOTES=$ROOT/target/launcher

# maven ARGUMENT...: Maven in the checkout, on the JDK that was found.
maven() {
  local -a quiet
  mapfile -t quiet < <(options_against_warnings)
  (
    cd "$ROOT"
    export JAVA_HOME=$JDK
    export MAVEN_OPTS="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED ${quiet[*]}"
    mvn -B -Dstyle.color=never "$@" </dev/null
  )
}

# options_against_warnings: one a line, those that keep a newer JVM from warning at each start of what
# libraries (Maven's, Netty) still do. A JDK 21 does not warn, and does not know them. Native libraries
# are another matter: the service's are allowed by its manifest.
options_against_warnings() {
  if (($(jdk_version "$JDK") >= 24)); then
    printf '%s\n' --sun-misc-unsafe-memory-access=allow
  fi
}

# is_built MODULE: whether its jar is there and no source was changed, added or taken away since. A
# file's change time is compared because, unlike its modification time, it cannot be set back.
is_built() {
  local note=$BUILD_NOTES/$1.built
  [[ -f $note && -f $ROOT/$1/target/$1.jar && -d $ROOT/$1/target/lib ]] || return 1
  [[ -z $(changed_since "$note") ]]
}

changed_since() {
  find "$ROOT/pom.xml" "$ROOT"/chronos-*/pom.xml "$ROOT"/chronos-*/src/main \
    -newercm "$1" -print -quit
}

# build MODULE: its jar and those it needs, without tests. One build at a time. The note is as old as
# the build's beginning, so that a source changed meanwhile is built the next time.
build() (
  local note=$BUILD_NOTES/$1.built
  mkdir -p "$BUILD_NOTES"
  exec 9>"$BUILD_NOTES/lock"
  flock 9
  is_built "$1" && return
  say "building $1 (the first time takes some minutes: the libraries are fetched)"
  date +%s%N >"$note.new"
  maven -q -Dmaven.test.skip=true -pl "$1" -am package >&2 || die 'the build failed'
  mv "$note.new" "$note"
)

# keep_service: copies the built service into the state folder, unless this build is there already,
# and sets SERVICE to the copy. A service that runs keeps its own jars: a later build in the same
# checkout does not pull them from under it. Copies in use are locked, for as long as the process that
# this one becomes lives; the others go.
keep_service() {
  local guard kept
  local copies=$CHRONOS_STATE/app
  make_state_folder
  mkdir -p "$copies"
  exec {guard}>"$copies/lock"
  flock "$guard"
  kept=$copies/$(<"$BUILD_NOTES/chronos-app.built")
  [[ -d $kept ]] || copy_service "$kept"
  exec {IN_USE}<"$kept/in-use"
  flock --shared "$IN_USE"
  drop_unused_copies "$copies"
  exec {guard}>&-
  SERVICE=$kept
}

# make_state_folder: for its owner alone, as the service makes it.
make_state_folder() {
  [[ -d $CHRONOS_STATE ]] && return
  mkdir -p "$(dirname "$CHRONOS_STATE")"
  mkdir -m 700 "$CHRONOS_STATE"
}

copy_service() {
  local from=$ROOT/chronos-app/target new=$1.new
  rm -rf "$new"
  mkdir "$new"
  cp --reflink=auto --preserve=timestamps "$from/chronos-app.jar" "$new/"
  cp --reflink=auto --preserve=timestamps --recursive "$from/lib" "$new/"
  : >"$new/in-use"
  mv "$new" "$1"
}

drop_unused_copies() {
  local copy
  for copy in "$1"/*/; do
    if [[ ! -e $copy/in-use ]] || flock --exclusive --nonblock "$copy/in-use" true; then
      rm -rf "$copy"
    fi
  done
}
