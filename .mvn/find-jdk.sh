# Finds a JDK 25 and exports JAVA_HOME. POSIX sh, sourced by mvnw and nn.
#
# The order: JAVA_HOME, the java on the PATH, then the directories in which systems and version managers keep
# JDKs. A candidate counts when it has a compiler and its release file says version 25, so no java is started.

# Whether the directory $1 is the home of a JDK 25.
is_jdk_25() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".+-]' "$1/release" 2>/dev/null
}

# The home of the java on the PATH, links followed; nothing if there is none.
java_home_on_path() {
    java_link=$(command -v java) || return 0
    while [ -L "$java_link" ]; do
        java_target=$(readlink "$java_link") || return 0
        case $java_target in
            /*) java_link=$java_target ;;
            *) java_link=$(dirname "$java_link")/$java_target ;;
        esac
    done
    (cd "$(dirname "$java_link")/.." 2>/dev/null && pwd -P) || :
}

# Sets and exports JAVA_HOME; with no JDK 25 says so and exits with status 2.
find_jdk() {
    for jdk in "${JAVA_HOME:-}" "$(java_home_on_path)" \
        /usr/lib/jvm/* /opt/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
        if [ -n "$jdk" ] && is_jdk_25 "$jdk"; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return
        fi
    done
    echo "No JDK 25 found in JAVA_HOME (${JAVA_HOME:-not set}), on the PATH, in /usr/lib/jvm, /opt," \
        "/Library/Java/JavaVirtualMachines, ~/.sdkman/candidates/java or ~/.jdks." \
        "Install a JDK 25 and set JAVA_HOME to its directory." >&2
    exit 2
}
