package io.leveredge.chronos.domain.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.database.DatabaseUrl.Parsing;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
  private static DatabaseUrl url(String text) {
    return switch (DatabaseUrl.parse(text)) {
      case Parsing.Valid valid -> valid.url();
      case Parsing.Faulty faulty -> throw new AssertionError(text + ": " + faulty.faults());
    };
  }

  private static List<String> faults(String text) {
    return switch (DatabaseUrl.parse(text)) {
      case Parsing.Valid valid -> throw new AssertionError(text + " was read as " + valid.url());
      case Parsing.Faulty faulty -> faulty.faults();
    };
  }

  @Test
  void everyPartIsRead() {
    DatabaseUrl url = url("postgresql://alice:s3cret@db.example:6543/shop");
    assertThat(url.host()).isEqualTo("db.example");
    assertThat(url.port()).isEqualTo(6543);
    assertThat(url.database()).isEqualTo("shop");
    assertThat(url.user()).isEqualTo("alice");
    assertThat(url.password()).contains("s3cret");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6543/shop");
  }

  @Test
  void portIs5432AndDatabaseIsTheUserUnlessSaid() {
    DatabaseUrl url = url("postgres://alice@localhost");
    assertThat(url.port()).isEqualTo(5432);
    assertThat(url.database()).isEqualTo("alice");
    assertThat(url.password()).isEmpty();
    assertThat(url("postgres://alice@localhost:/").port()).isEqualTo(5432);
    assertThat(url("postgres://alice@localhost/").database()).isEqualTo("alice");
  }

  @Test
  void percentEncodingIsReadInEveryPart() {
    DatabaseUrl url = url("postgresql://al%40ice:p%2F%3A%40%25+%C3%BC@h%6Fst/a%20b%22%2Bc");
    assertThat(url.user()).isEqualTo("al@ice");
    assertThat(url.password()).contains("p/:@%+ü");
    assertThat(url.host()).isEqualTo("host");
    assertThat(url.database()).isEqualTo("a b\"+c");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://host:5432/a+b%22%2Bc");
    assertThat(url.environment()).containsEntry("PGDATABASE", "a b\"+c");
  }

  @Test
  void passwordMayHoldColonsAndQuestionMarks() {
    assertThat(url("postgresql://u:a:b?c@h/d").password()).contains("a:b?c");
  }

  @Test
  void ipv6AddressesStandInBrackets() {
    DatabaseUrl url = url("postgresql://u@[2001:db8::1]:6000/d");
    assertThat(url.host()).isEqualTo("2001:db8::1");
    assertThat(url.port()).isEqualTo(6000);
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[2001:db8::1]:6000/d");
    assertThat(url.environment()).containsEntry("PGHOST", "2001:db8::1");
    assertThat(faults("postgresql://u@[::1/d")).singleElement().asString().contains("bracket");
    assertThat(faults("postgresql://u@[::1]x/d")).singleElement().asString().contains("bracket");
  }

  @Test
  void partsMayBeParametersAsLibpqAllows() {
    DatabaseUrl url = url("postgresql:///?host=db&port=7000&dbname=shop&user=bob&password=pw");
    assertThat(url).isEqualTo(url("postgresql://bob:pw@db:7000/shop"));
  }

  @Test
  void unixSocketsAreRefusedWithTheReason() {
    for (String text :
        List.of(
            "postgresql://u@%2Fvar%2Frun%2Fpostgresql/d",
            "postgresql://u@/d?host=/var/run/postgresql", "postgresql://u@%40abstract/d")) {
      assertThat(faults(text)).singleElement().asString().contains("unix socket");
    }
  }

  @Test
  void severalHostsAreRefused() {
    assertThat(faults("postgresql://u@a:1,b:2/d")).singleElement().asString().contains("several");
    assertThat(faults("postgresql://u@/d?host=a,b")).singleElement().asString().contains("one");
  }

  @Test
  void missingHostAndUserAreFaultsOfOneAnswer() {
    assertThat(faults("postgresql:///shop"))
        .containsExactly("It names no host; name one, for example localhost.", "It names no user.");
  }

  @Test
  void allFaultsAreToldTogether() {
    assertThat(faults("postgresql://u@h:0/d?sslmode=maybe&connect_timeout=soon")).hasSize(3);
  }

  @Test
  void unknownParametersAreRefusedByName() {
    assertThat(faults("postgresql://u@h/d?schema=public&pgbouncer=true"))
        .containsExactly(
            "The parameter 'schema' is not one that can be used.",
            "The parameter 'pgbouncer' is not one that can be used.");
    assertThat(faults("postgresql://u@h/d?sslmode")).hasSize(1);
    assertThat(faults("postgresql://u@h/d?options=-c a=b")).hasSize(1);
  }

  @Test
  void parametersReachDriverAndLibpqAlike() {
    DatabaseUrl url =
        url(
            "postgresql://u:p@h/d?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=5"
                + "&application_name=mine&options=-c%20work_mem%3D1MB&channel_binding=require");
    assertThat(url.jdbcProperties())
        .containsOnly(
            java.util.Map.entry("user", "u"),
            java.util.Map.entry("password", "p"),
            java.util.Map.entry("sslmode", "verify-full"),
            java.util.Map.entry("sslrootcert", "/etc/ca.pem"),
            java.util.Map.entry("connectTimeout", "5"),
            java.util.Map.entry("channelBinding", "require"),
            java.util.Map.entry("options", "-c work_mem=1MB"));
    assertThat(url.environment())
        .containsEntry("PGSSLMODE", "verify-full")
        .containsEntry("PGSSLROOTCERT", "/etc/ca.pem")
        .containsEntry("PGCONNECT_TIMEOUT", "5")
        .containsEntry("PGCHANNELBINDING", "require")
        .containsEntry("PGOPTIONS", "-c work_mem=1MB")
        .doesNotContainKey("PGAPPNAME");
  }

  @Test
  void requireWithARootCertificateVerifiesInTheDriverToo() {
    DatabaseUrl url = url("postgresql://u@h/d?sslmode=require&sslrootcert=/etc/ca.pem");
    assertThat(url.jdbcProperties()).containsEntry("sslmode", "verify-ca");
    assertThat(url.environment()).containsEntry("PGSSLMODE", "verify-ca");
    assertThat(url("postgresql://u@h/d?sslmode=require").jdbcProperties())
        .containsEntry("sslmode", "require");
  }

  @Test
  void brokenEncodingIsAFaultWithoutTheText() {
    assertThat(faults("postgresql://u:s3cret%2@h/d"))
        .containsExactly("The percent-encoding in the password is not valid.");
    assertThat(faults("postgresql://u:s3cret%ff@h/d")).hasSize(1);
    assertThat(faults("postgresql://u:s3cret%0a@h/d"))
        .containsExactly("There is a control character in the password.");
    assertThat(faults("postgresql://u@h/a%00b")).hasSize(1);
  }

  @Test
  void passwordIsInNoTextAndNoEnvironment() {
    DatabaseUrl url = url("postgresql://u:s3cret@h/d?password=s3cret2");
    assertThat(url.toString()).isEqualTo("postgresql://u@h:5432/d");
    assertThat(url.environment().toString()).doesNotContain("s3cret");
    assertThat(new Parsing.Valid(url).toString()).doesNotContain("s3cret");
    assertThat(faults("mysql://u:s3cret@h/d").toString()).doesNotContain("s3cret");
    assertThat(faults("postgresql://u:s3cret@h:s3cret/d").toString()).doesNotContain("s3cret");
  }

  @Test
  void anotherDatabaseKeepsTheRest() {
    assertThat(url("postgresql://u:p@h:1/d?sslmode=require").withDatabase("postgres"))
        .isEqualTo(url("postgresql://u:p@h:1/postgres?sslmode=require"));
  }
}
