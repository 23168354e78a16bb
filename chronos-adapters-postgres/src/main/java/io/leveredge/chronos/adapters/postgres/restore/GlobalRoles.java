package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.CopyReader;
import io.leveredge.chronos.adapters.postgres.sql.DumpPosition;
import io.leveredge.chronos.adapters.postgres.sql.SqlLexer;
import io.leveredge.chronos.adapters.postgres.sql.SqlListener;
import io.leveredge.chronos.adapters.postgres.sql.SqlStatement;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roles that a backup's globals describe, with their memberships and settings. Those that a
 * server lacks can be made there; one that it has is never changed. No role becomes a superuser by
 * a restore, and a superuser's password is left out.
 *
 * <p>Of what pg_dumpall writes (pg_dumpall.c, {@code dumpRoles} and {@code dumpRoleMembership})
 * only the attributes listed here and settings are taken, so that nothing else is ever run.
 */
public final class GlobalRoles {
  private static final Logger LOG = LoggerFactory.getLogger(GlobalRoles.class);
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "\\G\\s*(?:(NOSUPERUSER|SUPERUSER)|((?:NO)?(?:INHERIT|CREATEROLE|CREATEDB|LOGIN))"
              + "|((?:NO)?(?:REPLICATION|BYPASSRLS))|(CONNECTION LIMIT -?\\d+)"
              + "|(PASSWORD '(?:[^']|'')*')|(VALID UNTIL '(?:[^']|'')*'))");

  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final List<Membership> memberships = new ArrayList<>();
  private final List<RoleSetting> settings = new ArrayList<>();

  private GlobalRoles() {}

  /** One role's attributes, as clauses of CREATE ROLE. */
  private static final class Role {
    private boolean superuser;
    private final List<String> plain = new ArrayList<>();

    /** Which only a superuser may give. */
    private final List<String> special = new ArrayList<>();

    private Optional<String> password = Optional.empty();

    void take(String attributes) {
      Matcher matcher = ATTRIBUTE.matcher(attributes);
      while (matcher.find()) {
        if (matcher.group(1) != null) {
          superuser = matcher.group(1).equals("SUPERUSER");
        } else if (matcher.group(3) != null) {
          if (!matcher.group(3).startsWith("NO")) {
            special.add(matcher.group(3));
          }
        } else if (matcher.group(5) != null) {
          password = Optional.of(matcher.group(5));
        } else {
          plain.add(matcher.group().strip());
        }
      }
    }
  }

  private record Membership(String role, String member, boolean admin) {}

  /**
   * What became of it.
   *
   * @param notes what was left, for a person
   */
  public record Made(List<String> roles, List<String> notes) {
    public Made {
      roles = List.copyOf(roles);
      notes = List.copyOf(notes);
    }
  }

  /** Reads the text of {@code globals.sql}; what is no role is passed over. */
  public static GlobalRoles of(String globals) {
    GlobalRoles read = new GlobalRoles();
    SqlLexer lexer = new SqlLexer(read.new Statements(), SqlLexer.USUAL_TEXT_BOUND);
    byte[] bytes = globals.getBytes(StandardCharsets.UTF_8);
    lexer.accept(bytes, 0, bytes.length);
    lexer.finish();
    return read;
  }

  public Set<String> names() {
    return Set.copyOf(roles.keySet());
  }

  /** Those of a list that the server does not have, in its order. */
  public static List<String> missing(Connection connection, Collection<String> wanted)
      throws SQLException {
    Set<String> there =
        new HashSet<>(Queries.all(connection, "SELECT rolname FROM pg_roles", r -> r.getString(1)));
    return wanted.stream().filter(name -> !there.contains(name)).distinct().sorted().toList();
  }

  /**
   * Makes those of them that are missing, in one transaction.
   *
   * @throws ChronosException DATABASE_PRIVILEGE_MISSING and others: none was made
   */
  public Made make(DatabaseUrl url, String sessionName, Collection<String> missing) {
    List<String> notes = new ArrayList<>();
    try (Connection connection = new Connections(url).verbatim(sessionName)) {
      boolean mayAll =
          Queries.one(
              connection,
              "SELECT current_setting('is_superuser') = 'on'",
              row -> row.getBoolean(1));
      connection.setAutoCommit(false);
      for (String name : missing) {
        run(connection, definition(name, mayAll, notes), "CREATE ROLE " + SqlText.name(name));
      }
      for (Membership each : memberships) {
        if (missing.contains(each.member())) {
          String grant =
              "GRANT %s TO %s%s"
                  .formatted(
                      SqlText.name(each.role()),
                      SqlText.name(each.member()),
                      each.admin() ? " WITH ADMIN OPTION" : "");
          run(connection, grant, grant);
        }
      }
      for (RoleSetting each : settings) {
        if (missing.contains(each.role()) && !set(connection, each)) {
          notes.add(
              "Role %s was made without its setting %s.".formatted(each.role(), each.shown()));
        }
      }
      connection.commit();
      return new Made(List.copyOf(missing), notes);
    } catch (SQLException failure) {
      throw new PostgresFaults(url).connecting(failure);
    }
  }

  /** A setting that this server does not know, or that our role may not give, is no harm. */
  private static boolean set(Connection connection, RoleSetting setting) throws SQLException {
    if (setting.values().isEmpty()) {
      return false;
    }
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(setting.statement());
      return true;
    } catch (SQLException refused) {
      LOG.info("Role {} gets no {}: {}", setting.role(), setting.shown(), refused.getMessage());
      connection.rollback(before);
      return false;
    }
  }

  private String definition(String name, boolean mayAll, List<String> notes) {
    Role role = roles.get(name);
    if (role == null) {
      throw new IllegalArgumentException("No such role in the globals: " + name);
    }
    List<String> clauses = new ArrayList<>(role.plain);
    List<String> left = new ArrayList<>();
    if (role.superuser) {
      left.add("SUPERUSER");
      role.password.ifPresent(secret -> left.add("its password"));
    } else {
      role.password.ifPresent(clauses::add);
    }
    (mayAll ? clauses : left).addAll(role.special);
    if (!left.isEmpty()) {
      notes.add("Role %s was made without %s.".formatted(name, String.join(", ", left)));
    }
    return "CREATE ROLE " + SqlText.name(name) + " " + String.join(" ", clauses);
  }

  /**
   * Removes roles that a restore made and that nothing depends on.
   *
   * @return those that stay
   * @throws ChronosException where the server does not answer; some may be removed then
   */
  public static List<String> drop(DatabaseUrl url, String sessionName, Collection<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    List<String> stay = new ArrayList<>();
    try (Connection connection = new Connections(url).verbatim(sessionName)) {
      List<String> gone = missing(connection, names);
      for (String name : names) {
        if (!gone.contains(name) && !dropped(connection, name)) {
          stay.add(name);
        }
      }
      return stay;
    } catch (SQLException failure) {
      throw new PostgresFaults(url).connecting(failure);
    }
  }

  /** Whether it could be: one that is used or not ours stays (manual, appendix A). */
  private static boolean dropped(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("DROP ROLE IF EXISTS " + SqlText.name(name));
      return true;
    } catch (SQLException failure) {
      String state = RestoreFaults.state(failure);
      if (!state.equals("2BP01") && !state.equals("55006") && !state.equals("42501")) {
        throw failure;
      }
      LOG.warn("Role {} stays: {}", name, failure.getMessage());
      return false;
    }
  }

  private static void run(Connection connection, String sql, String shown) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException failure) {
      throw RestoreFaults.of(shown, failure);
    }
  }

  /** Takes the statements about roles. */
  private final class Statements implements SqlListener {
    @Override
    public void statement(SqlStatement statement) {
      SqlWords words = new SqlWords(statement.text());
      if ((words.skip("CREATE") || words.skip("ALTER")) && words.skip("ROLE")) {
        words.identifier().filter(name -> !words.skip("IN")).ifPresent(name -> role(name, words));
      } else if (words.skip("GRANT")) {
        words
            .identifier()
            .filter(role -> words.skip("TO"))
            .ifPresent(role -> words.identifier().ifPresent(to -> member(role, to, words.rest())));
      }
    }

    private void role(String name, SqlWords words) {
      if (words.skip("SET")) {
        RoleSetting.read(name, words).ifPresent(settings::add);
      } else {
        words.skip("WITH");
        roles.computeIfAbsent(name, any -> new Role()).take(words.rest());
      }
    }

    private void member(String role, String member, String rest) {
      memberships.add(
          new Membership(role, member, rest.matches("(?s) WITH ADMIN (OPTION|TRUE).*")));
    }

    @Override
    public CopyReader copy(SqlStatement statement, CopyHeader header, DumpPosition data) {
      throw data.notUnderstood("Rows among roles");
    }

    @Override
    public void copyEnded(DumpPosition end) {}

    @Override
    public void comment(DumpPosition start, String line) {}

    @Override
    public void metaCommand(DumpPosition start, String line) {}
  }
}
