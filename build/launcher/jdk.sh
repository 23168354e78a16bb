# shellcheck shell=bash
# Finding a JDK. Sourced by ./chronos.

readonly OLDEST_JDK=21
JVM_FOLDER=/usr/lib/jvm

# jdk_version HOME: prints the feature version (21 for 21.0.4) of the JDK in that folder. Fails where
# there is none that has a compiler. The file "release" is part of every JDK since 9; reading it is a
# hundred times quicker than asking javac.
jdk_version() {
  local home=$1 line version
  [[ -x $home/bin/java && -x $home/bin/javac && -r $home/release ]] || return 1
  while IFS= read -r line; do
    if [[ $line == JAVA_VERSION=* ]]; then
      version=${line#JAVA_VERSION=}
      version=${version//\"/}
      version=${version%%[!0-9]*}
      [[ -n $version ]] || return 1
      printf '%s\n' "$version"
      return 0
    fi
  done <"$home/release"
  return 1
}

# is_jdk HOME: whether a JDK that is new enough lies in that folder.
is_jdk() {
  local version
  version=$(jdk_version "$1") && ((version >= OLDEST_JDK))
}

# home_on_path: prints the folder of the JDK whose javac the PATH finds.
home_on_path() {
  local javac
  javac=$(type -P javac) || return 1
  javac=$(readlink -f "$javac")
  printf '%s\n' "${javac%/bin/javac}"
}

# jdk_rank VERSION: the higher the better: versions with long-term support (21, 25, 29, …) first,
# and of two such the newer.
jdk_rank() {
  local version=$1
  if (((version - OLDEST_JDK) % 4 == 0)); then
    version=$((version + 1000))
  fi
  printf '%s\n' "$version"
}

# best_installed_jdk: prints the best of the JDKs that lie in JVM_FOLDER.
best_installed_jdk() {
  local home version rank best='' best_rank=0
  for home in "$JVM_FOLDER"/*; do
    is_jdk "$home" || continue
    version=$(jdk_version "$home")
    rank=$(jdk_rank "$version")
    if ((rank > best_rank)); then
      best=$home best_rank=$rank
    fi
  done
  [[ -n $best ]] && printf '%s\n' "$best"
}

# find_jdk: prints the folder of the JDK to use: the one that was chosen by JAVA_HOME or the PATH if
# it is new enough, or else the best one there is. Fails where there is none.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(home_on_path || true)"; do
    if [[ -n $home ]] && is_jdk "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  best_installed_jdk
}
