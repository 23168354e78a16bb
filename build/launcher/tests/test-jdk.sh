# shellcheck shell=bash
# How the launcher chooses a JDK.

test_java_home_is_taken_where_it_is_new_enough() {
  launcher
  fake_jdk "$WORK/mine" 22.0.1
  fake_jdk "$WORK/jvm/other" 25.0.3
  equal "$(JAVA_HOME=$WORK/mine find_jdk)" "$WORK/mine"
}

test_an_old_java_home_is_passed_over() {
  launcher
  fake_jdk "$WORK/old" 17.0.15
  fake_jdk "$WORK/ancient" 1.8.0_402
  fake_jdk "$WORK/jvm/new" 21
  equal "$(JAVA_HOME=$WORK/old find_jdk)" "$WORK/jvm/new"
  equal "$(JAVA_HOME=$WORK/ancient find_jdk)" "$WORK/jvm/new"
}

test_the_jdk_on_the_path_is_found_through_its_links() {
  launcher
  fake_jdk "$WORK/elsewhere" 21.0.4
  ln() { command -p ln "$@"; }
  ln -s "$WORK/elsewhere/bin/javac" "$WORK/alternative"
  ln -s "$WORK/alternative" "$BIN/javac"
  equal "$(find_jdk)" "$WORK/elsewhere"
}

test_an_old_jdk_on_the_path_is_passed_over() {
  launcher
  fake_jdk "$WORK/old" 17.0.15
  command -p ln -s "$WORK/old/bin/javac" "$BIN/javac"
  fake_jdk "$WORK/jvm/new" 25.0.3
  equal "$(find_jdk)" "$WORK/jvm/new"
}

test_a_runtime_without_compiler_is_no_jdk() {
  launcher
  fake_jdk "$WORK/jvm/runtime" 25.0.3
  rm "$WORK/jvm/runtime/bin/javac"
  fails find_jdk
  fake_jdk "$WORK/jvm/whole" 21.0.4
  equal "$(find_jdk)" "$WORK/jvm/whole"
}

test_a_folder_without_a_release_file_is_no_jdk() {
  launcher
  fake_jdk "$WORK/jvm/broken" 25.0.3
  rm "$WORK/jvm/broken/release"
  fails find_jdk
}

test_long_term_support_comes_before_novelty() {
  launcher
  fake_jdk "$WORK/jvm/a" 21.0.4
  fake_jdk "$WORK/jvm/b" 25.0.3
  fake_jdk "$WORK/jvm/c" 26
  fake_jdk "$WORK/jvm/d" 17.0.15
  equal "$(find_jdk)" "$WORK/jvm/b"
}

test_without_long_term_support_the_newest_is_taken() {
  launcher
  fake_jdk "$WORK/jvm/a" 22.0.1
  fake_jdk "$WORK/jvm/b" 24.0.2
  fake_jdk "$WORK/jvm/c" 23.0.2
  equal "$(find_jdk)" "$WORK/jvm/b"
}

test_where_there_is_no_jdk_none_is_found() {
  launcher
  fails find_jdk
  equal "$SAID" ''
}
