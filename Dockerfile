# The image that the specification's `docker run` starts. Everything in it is Debian's or built here.

FROM debian:trixie-slim AS build
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      maven openjdk-21-jdk-headless \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -B -q -Dmaven.test.skip=true -pl chronos-app -am package

FROM debian:trixie-slim
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      openjdk-21-jre-headless postgresql-client \
 && rm -rf /var/lib/apt/lists/*
# The number is fixed so that a folder of the host can be given to it.
RUN useradd --uid 10010 --user-group --no-log-init --home-dir /var/lib/chronos \
      --shell /usr/sbin/nologin chronos \
 && install --directory --owner=chronos --group=chronos --mode=0700 /var/lib/chronos /backups
WORKDIR /opt/chronos
COPY --from=build /src/chronos-app/target/chronos-app.jar ./
COPY --from=build /src/chronos-app/target/lib ./lib
COPY build/launcher/jvm.options build/image/entrypoint build/image/healthcheck ./

ENV BACKUP_PATH=/backups \
    CHRONOS_HOST=0.0.0.0 \
    LANG=C.UTF-8 \
    CHRONOS_STATE=/var/lib/chronos
VOLUME /backups
EXPOSE 8010
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["/opt/chronos/healthcheck"]
# It starts as root only to make the volume writable; the service itself never runs as root.
ENTRYPOINT ["/opt/chronos/entrypoint"]
