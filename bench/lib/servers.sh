# What is measured, and what it is measured with: the load, Wattsocket and its peers.

peers_known="loop cork netty ws django"

name_of() {
    case $1 in
        wattsocket) echo Wattsocket ;;
        loop) echo "C loop" ;;
        cork) echo "C loop, corked" ;;
        netty) echo Netty ;;
        ws) echo "Node ws" ;;
        django) echo "Django Channels" ;;
    esac
}

compile() {
    for compiler in cc gcc clang; do
        if command -v $compiler >/dev/null 2>&1; then
            $compiler -O2 -Wall -o "$work/load" "$here"/load/*.c -pthread
            return
        fi
    done
    fail "a C compiler is missing, for the load. On Debian: apt-get install gcc libc6-dev"
}

# await FILE PROCESS: the port that a server prints when it is ready.
await() {
    tries=0
    while ! grep -qs '127\.0\.0\.1:[0-9]' "$1"; do
        tries=$((tries + 1))
        kill -0 "$2" 2>/dev/null && [ $tries -lt 600 ] || fail "a server did not start: $(tail -n 3 "$1" "$1.err")"
        sleep 0.1
    done
    grep -o '127\.0\.0\.1:[0-9]*' "$1" | tail -n 1 | cut -d: -f2
}

# start_wattsocket NAME COMMAND…: puts into ask_wattsocket what the load has to know, into server its process.
start_wattsocket() {
    out=$work/$1.out
    shift
    "$home/wattsocket" "$@" --port 0 >"$out" 2>"$out.err" &
    server=$!
    started="$started $server"
    port=$(await "$out" "$server")
    ask_wattsocket="--pid $server --port $port"
}

stop() {
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
    others=
    for process in $started; do [ "$process" = "$1" ] || others="$others $process"; done
    started=$others
}

# find_peers WANTED…: those that are on this machine go into found.
find_peers() {
    found=
    for peer; do
        if "$here/peers/$peer/run" --check; then
            found="$found $peer"
        else
            say "$(name_of "$peer") is left out: it needs $("$here/peers/$peer/run" --missing)"
        fi
    done
}

# start_peer NAME: puts into ask_NAME what the load has to know.
start_peer() {
    folder=$work/peer-$1
    mkdir "$folder"
    "$here/peers/$1/run" "$folder" 2>"$folder/out.err" &
    started="$started $!"
    port=$(await "$folder/out" $!)
    eval "ask_$1=\"--plain /publish --port $port$(printf ' --pid %s' $(cat "$folder/pids"))\""
}

ask_of() { eval "echo \"\$ask_$1\""; }

# measure MEASUREMENT OPTIONS…: adds a line of figures. What fails is told at the end; the rest goes on.
measure() {
    measurement=$1
    shift
    say "measuring $measurement…"
    # shellcheck disable=SC2068 # options are words
    if ! "$work/load" $@ >"$work/line" 2>"$work/load.err"; then
        echo "$measurement: $(tail -n 1 "$work/load.err")" >>"$work/failed"
        say "the measurement of $measurement failed: $(tail -n 1 "$work/load.err")"
        return
    fi
    cat "$work/line" >>"$work/$measurement.figures"
}

# watch MEASUREMENT OPTIONS…: the same of viewers.
watch() {
    measurement=$1
    shift
    measure "$measurement" --viewers "$viewers" --seconds "$seconds" "$@"
}

# warm OPTIONS…: what a virtual machine has to have seen before it is measured.
warm() {
    # shellcheck disable=SC2068
    "$work/load" --viewers "$viewers" --warm 0 $@ >/dev/null
}
