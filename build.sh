#!/usr/bin/env bash
# Everything that is done with this repository, by name. Works from any folder; `help` lists it.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
solution=$root/Tamma.slnx
bin=$root/artifacts/bin
cli=$bin/Tamma.Cli/release/Tamma.Cli.dll
# What the tests take from npm: OpenCode, an MCP server, the SDKs that judge how the Simulator chats and how webhooks are signed, and clients that judge the live connections.
npm_packages=(opencode-ai@1.18.33 @modelcontextprotocol/server-everything@2026.8.31 openai@7.57.0 @anthropic-ai/sdk@1.12.0 @google/genai@3.1.0 ollama@0.6.4 @openrouter/sdk@1.3.19 ws@8.23.0 eventsource@4.1.1 standardwebhooks@1.1.1 cloudevents@10.0.0)
# A peer of search in ./build.sh perf; SpeedPeer.cs names the version too.
npm_minisearch=minisearch@7.2.0
longest_test_project=900 # seconds

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

passed=0
failed=0
skipped=0

main() {
    local verb=${1:-help}
    shift || true
    case $verb in
        demo) programs && exec dotnet "$cli" demo "$@" ;;
        run) programs && exec dotnet "$cli" serve "$@" ;;
        programs) programs ;;
        test) run_all ;;
        fast) fast ;;
        soak) soak "$@" ;;
        perf) perf "$@" ;;
        eval) evaluate "$@" ;;
        accept) accept ;;
        publish) publish "$@" ;;
        format) dotnet format "$solution" ;;
        help | -h | --help) help ;;
        *) help >&2 && refuse "'$verb' is none of them." ;;
    esac
}

help() {
    cat <<'HELP'
./build.sh demo [--port N]               simulated providers, no key, no network: see it work
./build.sh run [--port N] [--data DIR]   discover what this machine can reach, and serve it
./build.sh test                          what continuous integration runs: everything but timing and soak
./build.sh fast                          the tests of a minute, while editing
./build.sh soak [-class NAME]            the long tests, all or of a class; TAMMA_SEEDS=17,42 repeats seeds of the crash tests
./build.sh perf [PART…]                  measure; writes docs/performance.md (import parallel hang replay resolution webhooks live server search search-http)
./build.sh eval noise                    the guards over 26,019 real changes; writes docs/noise.md
./build.sh eval calm                     messages from those changes to subscribers of different calm; writes docs/noise.md
./build.sh eval search [parts | words | slips | similar | -v | QUERY…]  search over graded queries: nDCG@10, P@10, MRR by type and scope
./build.sh accept                        write docs/contract anew, then look at the difference
./build.sh publish [RID…]                archives that need no SDK: linux-x64 linux-arm64 osx-arm64 win-x64
./build.sh format                        put the code into form
HELP
}

refuse() {
    echo "$1" >&2
    exit 2
}

# ---- building -------------------------------------------------------------------------------------------------

programs() {
    local name
    for name in Tamma.Server Tamma.Simulator Tamma.Load Tamma.Cli; do
        build_one "$root/src/$name/$name.csproj" || return
    done
}

build_one() {
    dotnet msbuild "$1" -restore -verbosity:quiet -maxcpucount -p:Configuration=Release
}

# ---- testing --------------------------------------------------------------------------------------------------

run_all() {
    stage "prepare" prepare
    stage "restore" dotnet restore "$solution" -v quiet
    stage "build" dotnet msbuild "$solution" -verbosity:quiet -maxcpucount -p:Configuration=Release
    ((failed == 0)) || verdict
    # Style and analyzers are errors in the build already; this is what the compiler does not see.
    stage "format" dotnet format whitespace "$solution" --verify-no-changes --no-restore
    local rid
    rid=$(host_rid)
    if stage "publish" publish "$rid"; then
        TAMMA_PUBLISHED=$(archive_of "$rid")
        export TAMMA_PUBLISHED
    fi
    test_projects "$root"/tests/*/*.csproj
    verdict
}

fast() {
    local project
    for project in Core Architecture; do
        stage "build $project" build_one "$root/tests/Tamma.$project.Tests/Tamma.$project.Tests.csproj"
    done
    ((failed == 0)) || verdict
    test_projects "$root"/tests/Tamma.{Core,Architecture}.Tests/*.csproj
    verdict
}

# Long tests are Explicit, or read TAMMA_SOAK for more rounds. Options go to the test programs: -class "*LiveKillTests".
soak() {
    stage "prepare" prepare
    stage "build" build_one "$solution"
    ((failed == 0)) || verdict
    longest_test_project=14400
    TAMMA_SOAK=1 test_projects "$root"/tests/*/*.csproj -explicit on "$@"
    verdict
}

accept() {
    build_one "$solution"
    SNAPSHOTS=accept test_projects "$root"/tests/*/*.csproj
    git -C "$root" --no-pager diff --stat -- docs/contract
    verdict
}

perf() {
    local project
    project=$(ls "$root"/perf/*/*.csproj "$root"/perf/*.csproj 2>/dev/null | head -1 || true)
    [[ -n $project ]] || refuse "There is nothing to measure yet: perf/ is empty."
    programs
    build_one "$root/tests/Servers/Tamma.GroundTruth/Tamma.GroundTruth.csproj"
    [[ $# -gt 0 && " $* " != *" search "* ]] || search_peers
    dotnet run --project "$project" -c Release -- "$@"
}

# What search is compared with, beside what comes with Tamma.Perf. What cannot be had is skipped by name.
search_peers() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need_package initdb postgresql
    need_package npm nodejs npm
    if [[ ! -d $root/artifacts/npm/node_modules/minisearch ]] && command -v npm >/dev/null; then
        mkdir -p "$root/artifacts/npm"
        npm install --no-audit --no-fund --loglevel=error --prefix "$root/artifacts/npm" "$npm_minisearch" || echo "note: $npm_minisearch could not be installed"
    fi
}

evaluate() {
    local part
    case ${1:-} in
        noise) part=noise ;;
        calm) part=calm ;;
        search)
            part=search-quality
            case ${2:-} in slips | similar) part=search-$2 && shift ;; esac ;;
        *) refuse "eval judges the guards (./build.sh eval noise), counts messages (./build.sh eval calm), or judges search (./build.sh eval search)." ;;
    esac
    shift
    dotnet run --project "$root/perf/Tamma.Perf/Tamma.Perf.csproj" -c Release -- "$part" "$@"
}

# Installs what the tests need. What cannot be had is said here, and the tests that need it are skipped by name.
prepare() {
    need_package gcc gcc libc6-dev zlib1g-dev
    need_package script bsdutils
    need_package npm nodejs npm
    if ! has_npm_packages && command -v npm >/dev/null; then
        mkdir -p "$root/artifacts/npm"
        npm install --no-audit --no-fund --loglevel=error --prefix "$root/artifacts/npm" "${npm_packages[@]}" \
            || echo "note: ${npm_packages[*]} could not be installed"
    fi
}

has_npm_packages() {
    local package
    for package in "${npm_packages[@]}"; do
        [[ -d $root/artifacts/npm/node_modules/${package%@*} ]] || return
    done
}

# need_package COMMAND PACKAGE…
need_package() {
    local command=$1
    shift
    command -v "$command" >/dev/null && return
    if command -v apt-get >/dev/null && [[ $(id -u) == 0 ]]; then
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null; } || echo "note: $* could not be installed"
    else
        echo "note: $command is missing; install $*"
    fi
}

# A stage that fails counts as one failure.
stage() {
    local name=$1 start=$SECONDS
    shift
    echo "== $name"
    if "$@"; then
        echo "== $name: done in $((SECONDS - start)) s"
    else
        echo "== $name: FAILED after $((SECONDS - start)) s"
        failed=$((failed + 1))
        return 1
    fi
}

# test_projects PROJECT… [-OPTION…]: runs each as the program that it is, and adds up what it says.
test_projects() {
    local projects=() options=() argument
    for argument in "$@"; do
        if [[ ${#options[@]} -gt 0 || $argument == -* ]]; then options+=("$argument"); else projects+=("$argument"); fi
    done
    mkdir -p "$root/artifacts/tests"
    for argument in "${projects[@]}"; do
        test_project "$(basename "$argument" .csproj)" ${options[@]+"${options[@]}"}
    done
}

test_project() {
    local name=$1 start=$SECONDS code=0 log total fails
    shift
    log=$root/artifacts/tests/$name.log
    echo "== $name"
    limited "$bin/$name/release/$name" -noColor -noLogo "$@" >"$log" 2>&1 || code=$?
    # What failed and what was skipped, with the reason; the rest stands in the log.
    awk '/^ ? ? ? ?[^ ]/ { shown = /\[(FAIL|SKIP)\]/ } shown' "$log"
    total=$(count Total "$log")
    fails=$(($(count Failed "$log") + $(count Errors "$log")))
    if ((code != 0 && fails == 0)); then
        tail -30 "$log"
        echo "$name ended with exit code $code."
        fails=1
        total=$((total + 1))
    fi
    local skips
    skips=$(count Skipped "$log")
    passed=$((passed + total - fails - skips))
    failed=$((failed + fails))
    skipped=$((skipped + skips))
    echo "== $name: $((total - fails - skips)) passed, $fails failed, $skips skipped in $((SECONDS - start)) s (artifacts/tests/$name.log)"
}

# count WORD LOG: from the summary line "Total: 75, Errors: 0, Failed: 0, Skipped: 0".
count() {
    local number
    number=$(grep -E '^ +[A-Za-z.]+ +Total: ' "$2" | tail -1 | grep -oE "$1: [0-9]+" | grep -oE '[0-9]+' || true)
    echo "${number:-0}"
}

limited() {
    if command -v timeout >/dev/null; then timeout --kill-after=30 "$longest_test_project" "$@"; else "$@"; fi
}

verdict() {
    local code=0
    ((failed == 0 && passed > 0)) || code=1
    echo "$passed passed, $failed failed, $skipped skipped"
    exit "$code"
}

# ---- publishing -----------------------------------------------------------------------------------------------

publish() {
    local rids=("$@") rid
    ((${#rids[@]} > 0)) || rids=(linux-x64 linux-arm64 osx-arm64 win-x64)
    for rid in "${rids[@]}"; do
        publish_one "$rid" && echo "$(archive_of "$rid")" || return
    done
}

# The native program can be made for the system that makes it; the others get one file that brings its runtime.
publish_one() {
    local rid=$1 suffix="" folder work how
    folder=$root/artifacts/publish/$(name_of "$rid")
    work=$root/artifacts/publish/work/$rid
    rm -rf "$folder" "$work" "$(archive_of "$rid")"
    mkdir -p "$folder/lib" "$work"
    [[ $rid == win-* ]] && suffix=.exe
    if [[ $rid == "$(host_rid)" ]]; then
        how=(-p:PublishAot=true)
        command -v clang >/dev/null || how+=(-p:CppCompilerAndLinker=gcc)
    else
        how=(--self-contained -p:PublishSingleFile=true -p:PublishTrimmed=true)
    fi
    publish_project Tamma.Cli "$rid" "$work" "${how[@]}" || return
    cp "$work/Tamma.Cli$suffix" "$folder/tamma$suffix" || return
    publish_project Tamma.Server "$rid" "$folder/lib" --self-contained || return
    publish_project Tamma.Simulator "$rid" "$folder/lib" --self-contained || return
    publish_project Tamma.Load "$rid" "$folder/lib" --self-contained || return
    rm -f "$folder"/lib/*.xml "$folder"/lib/web.config
    cp "$root/LICENSE" "$folder/"
    [[ ! -f $root/README.md ]] || cp "$root/README.md" "$folder/"
    pack "$rid"
}

# With obj and bin of its own, so that it does not disturb what is built, or what runs. The analyzers have seen the same source in the build; the linker and the AOT compiler warn by themselves.
publish_project() {
    local project=$1 rid=$2 to=$3
    shift 3
    dotnet publish "$root/src/$project/$project.csproj" -c Release -r "$rid" -o "$to" -v quiet \
        "-p:ArtifactsPath=$root/artifacts/release" -p:RunAnalyzersDuringBuild=false "$@"
}

pack() {
    local name archive
    name=$(name_of "$1")
    archive=$(archive_of "$1")
    if [[ $archive == *.zip ]]; then
        dotnet msbuild "$root/eng/zip.proj" -v:quiet "-p:From=$root/artifacts/publish/$name" "-p:To=$archive"
    else
        tar -czf "$archive" -C "$root/artifacts/publish" "$name"
    fi
}

name_of() {
    echo "tamma-$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")-$1"
}

archive_of() {
    local ending=tar.gz
    [[ $1 == win-* ]] && ending=zip
    echo "$root/artifacts/publish/$(name_of "$1").$ending"
}

host_rid() {
    local system machine
    case $(uname -s) in Darwin) system=osx ;; Linux) system=linux ;; *) system=win ;; esac
    case $(uname -m) in arm64 | aarch64) machine=arm64 ;; *) machine=x64 ;; esac
    echo "$system-$machine"
}

command -v dotnet >/dev/null || refuse "The .NET SDK that global.json names is needed: https://dot.net"
main "$@"
