# The service in a container:
#
#   docker build --tag mixtura .
#   docker run --env MIXTURA_SECURITY_OPEN=true --publish 127.0.0.1:8080:8080 --volume mixtura:/var/lib/mixtura mixtura
#
# It listens on all addresses of its container and asks nobody for a key, which whoever runs it has to say is meant: the
# port is published to this machine only. With keys it need not be said: docker run --rm --volume mixtura:/var/lib/mixtura
# mixtura keys create --tenant default --scopes read,data,fit,predict,admin
#
# The root of the container may be read-only, with a temporary folder: --read-only --tmpfs /tmp. Neither the service nor
# its health check needs a shell.
#
# Settings are environment variables (MIXTURA_LIMITS_QUEUE=500) or arguments (--mixtura.limits.queue=500);
# src/docs/operations.md lists them. With PostgreSQL, see docker-compose.yml.

FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
# The tests have run before a release is packed, and need more than a build of an image has.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && cp target/mixtura-*.jar mixtura.jar
# Dependencies change seldom, the application often: apart, an update of the image is half a megabyte and the cache.
RUN java -Djarmode=tools -jar mixtura.jar extract --layers --destination extracted


FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Mixtura" \
      org.opencontainers.image.description="Soft clustering by Expectation-Maximization as a REST service" \
      org.opencontainers.image.licenses="Apache-2.0"

RUN groupadd --gid 10001 mixtura \
    && useradd --uid 10001 --gid mixtura --no-create-home --home-dir /var/lib/mixtura --shell /usr/sbin/nologin mixtura \
    && install --directory --owner=mixtura --group=mixtura --mode=0750 /var/lib/mixtura

# The first three are pom.xml's jvm.flags. The heap leaves room for the files of datasets, which are mapped into
# memory beside it. JAVA_TOOL_OPTIONS adds flags to these; setting JDK_JAVA_OPTIONS anew replaces them.
ENV JDK_JAVA_OPTIONS="--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=70"
# All addresses of the container; who reaches them is decided where its port is published.
ENV SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080 \
    MIXTURA_HOME=/var/lib/mixtura

WORKDIR /opt/mixtura
COPY LICENSE ./
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./

# A training run: everything is put together once, on a database in memory, and the JVM writes down what it has
# loaded and linked. It happens here because a cache is good only for the very JVM and files it was made with. The
# heap is a fixed one: with a share of a large machine's memory, pointers would be laid out as no container has them.
# (The JVM says that it archives no boot layer. That is so with any incubator module, and the rest is what counts.)
RUN java -Xmx512m -XX:AOTCacheOutput=mixtura.aot -Dspring.context.exit=onRefresh -jar mixtura.jar \
      --mixtura.home=/tmp/training \
      --mixtura.security.open=true \
      "--spring.datasource.url=jdbc:h2:mem:training;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" \
    && rm -rf /tmp/*

USER 10001:10001
VOLUME /var/lib/mixtura
EXPOSE 8080

# The image has neither curl nor wget, and nothing in it needs a shell: a small JVM asks, which takes a fifth of a second.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --start-interval=2s --retries=3 \
  CMD ["java", "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-cp", "mixtura.jar", "io.mixtura.HealthProbe"]

ENTRYPOINT ["java", "-XX:AOTCache=mixtura.aot", "-jar", "mixtura.jar"]
