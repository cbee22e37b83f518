#!/usr/bin/env bash
# Measures Mixtura: src/bench/run.sh engine | kernels | larger-than-memory | start-up [options]
#
# The results and what they mean: src/docs/performance.md. Needs a JDK 25; the first and the third also Python 3.11
# with its venv module: PYTHON names one that has requirements.txt installed, else an environment is made in target.
set -euo pipefail
cd "$(dirname "$0")/../.."
measure=${1:-}
[ -z "$measure" ] || shift

build() { ./mvnw --batch-mode --quiet -Pbench -Dspotless.check.skip=true "$@" </dev/null >&2; }

# mvnw looks for a JDK 25; what is measured runs on the one that it has found.
JAVA_HOME=$(./mvnw --version | sed -n 's/.*runtime: //p')
export JAVA_HOME

python() {
  if [ -z "${PYTHON:-}" ]; then
    local environment=target/bench-python
    if [ ! -e $environment/complete ]; then
      python3 -m venv $environment
      $environment/bin/pip install --quiet --requirement src/bench/requirements.txt >&2
      touch $environment/complete
    fi
    PYTHON=$environment/bin/python
  fi
  "$PYTHON" "$@"
}

# Spark's libraries are for one table alone, which is not among those that run unasked.
spark() {
  ./mvnw --batch-mode --quiet -f src/bench/spark/pom.xml dependency:build-classpath </dev/null >&2
  "$JAVA_HOME/bin/javac" -d target/bench/spark/classes \
    -cp "target/bench/test-classes:target/bench/classes:$(cat target/bench/spark/classpath)" \
    src/bench/spark/java/io/mixtura/bench/*.java
}

case "$measure" in
engine)
  build test-compile
  case " $* " in *" spark "*) spark ;; esac
  python src/bench/engine/compare.py "$@"
  ;;
kernels)
  build test-compile
  "$JAVA_HOME/bin/java" -cp "target/bench/test-classes:target/bench/classes:$(cat target/bench/classpath)" \
    org.openjdk.jmh.Main -jvm "$JAVA_HOME/bin/java" "$@"
  ;;
larger-than-memory)
  build -DskipTests package
  python src/bench/service/larger_than_memory.py "$@"
  ;;
start-up)
  build -DskipTests package
  python3 src/bench/service/start_up.py "$@"
  ;;
*)
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
