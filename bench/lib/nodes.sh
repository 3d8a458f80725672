# Two nodes with one Redis and one PostgreSQL, beside one node; and what is lost when Redis restarts.

# What several nodes share, on free ports: what Redis and PostgreSQL say decides nothing but speed here.
free_port() { "$JAVA_HOME/bin/java" "$here/nodes/FreePort.java"; }

start_shared() {
    command -v redis-server >/dev/null || fail "redis-server is missing. On Debian: apt-get install redis-server"
    redis_port=$(free_port)
    redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$work" >"$work/redis.out" 2>&1 &
    redis_pid=$!
    started="$started $redis_pid"
    "$here/nodes/postgres" "$work/postgres" "$(free_port)" >"$work/postgres.out" 2>&1 &
    started="$started $!"
    tries=0
    until database=$(cat "$work/postgres/url" 2>/dev/null) && [ -n "$database" ]; do
        tries=$((tries + 1))
        kill -0 $! 2>/dev/null && [ $tries -lt 300 ] || fail "PostgreSQL did not start: $(tail -n 3 "$work/postgres.out")"
        sleep 0.1
    done
}

# start_node NAME: sets pid_NAME and port_NAME.
start_node() {
    "$home/wattsocket" serve --store "$database" --redis "redis://127.0.0.1:$redis_port" --port 0 \
        >"$work/$1.out" 2>"$work/$1.out.err" &
    started="$started $!"
    eval "pid_$1=$! port_$1=$(await "$work/$1.out" $!)"
}

report_nodes() {
    line "100 meters at 10 Hz to $viewers viewers" "" "other node" "same node"
    for share in p50 p99; do
        line "latency $share, ms" "3 x + 5 ms" "$(median cross ${share}_ms)" "$(median near ${share}_ms)"
    done
    line "readings that did not arrive, percent" 0 "$(worst cross missing_percent)" "$(worst near missing_percent)"
    line "not newest at the end" 0 "$(worst cross not_newest)" "$(worst near not_newest)"
    line "processor in Redis a reading, us" "" "$(median cross aside_us_per_sent)" "$(median near aside_us_per_sent)"
    line "1,000 meters at 10 Hz to $viewers viewers" "" "two nodes" "one node"
    line "deliveries a second, million" "" "$(calculate %.2f "$(median both arrived_per_s) / 1e6")" \
        "$(calculate %.2f "$(median alone arrived_per_s) / 1e6")"
    line "processor s per million" "" "$(median both cpu_s_per_million)" "$(median alone cpu_s_per_million)"
    line "latency p99, ms" "" "$(median both p99_ms)" "$(median alone p99_ms)"
    line "processor in Redis a reading, us" "" "$(median both aside_us_per_sent)" "$(median alone aside_us_per_sent)"
}

bench_nodes() {
    start_shared
    start_node a
    start_node b
    all="--pid $pid_a --pid $pid_b --aside $redis_pid"
    say "warming up…"
    for to in "$port_a" "$port_b"; do
        # shellcheck disable=SC2086
        "$work/load" --viewers "$viewers" --meters 1000 --warm 0 --seconds 4 --port "$port_a" --port "$port_b" --publish-port "$to" >/dev/null
    done
    round=0
    while [ $round -lt "$rounds" ]; do
        round=$((round + 1))
        watch near --meters 100 --port "$port_a" --publish-port "$port_a" "$all"
        watch cross --meters 100 --port "$port_b" --publish-port "$port_a" "$all"
        watch alone --meters 1000 --port "$port_a" --publish-port "$port_a" "$all"
        watch both --meters 1000 --port "$port_a" --port "$port_b" --publish-port "$port_a" "$all"
    done
    watch slow --meters 100 --seconds 4 --slow 3 --port "$port_b" --publish-port "$port_a" "$all"
    restart wattsocket "$port_b" "$port_a"
    has_django=no
    if "$here/peers/django/run" --check; then
        has_django=yes
        mkdir "$work/django"
        BENCH_REDIS=redis://127.0.0.1:$redis_port "$here/peers/django/run" "$work/django" 2>"$work/django/out.err" &
        started="$started $!"
        django=$(await "$work/django/out" $!)
        watch django-slow --viewers 100 --meters 10 --plain /publish --seconds 4 --slow 3 --port "$django" --pid "$(cut -d' ' -f1 "$work/django/pids")" --aside "$redis_pid"
        restart plain "$django" "$django"
    fi
    heading "two nodes, medians of $rounds" what target "two nodes" "one node"
    report_nodes
    report_loss
}

# What is lost while Redis is killed and started again. The new one is known to nobody but stop_all.
restart() {
    say "restarting Redis under $1…"
    "$JAVA_HOME/bin/java" "$here/nodes/Restart.java" "$1" "$2" "$3" \
        "kill -9 $redis_pid; exec redis-server --port $redis_port --bind 127.0.0.1 --save '' --appendonly no --dir $work --pidfile $work/redis.pid --daemonize yes" \
        >"$work/restart-$1.figures" || fail "the restart could not be measured"
    redis_pid=$(cat "$work/redis.pid")
    started="$started $redis_pid"
}

report_loss() {
    heading "what is lost" what target Wattsocket "Django Channels"
    if [ $has_django = no ]; then
        echo "  Django Channels is not found: see bench/README.md"
        echo slow_got_percent=- slow_not_newest=- >"$work/django-slow.figures"
        echo lost_percent=- viewers_without_newest=- viewers_disconnected=- >"$work/restart-plain.figures"
    fi
    line "slow viewer: readings that it got, percent" "" "$(median slow slow_got_percent)" "$(median django-slow slow_got_percent)"
    line "slow viewer: newest values that it lacks" 0 "$(median slow slow_not_newest)" "$(median django-slow slow_not_newest)"
    line "Redis restarted: readings lost, percent" 0 "$(median restart-wattsocket lost_percent)" "$(median restart-plain lost_percent)"
    line "Redis restarted: viewers without the newest" 0 "$(median restart-wattsocket viewers_without_newest)" "$(median restart-plain viewers_without_newest)"
    line "Redis restarted: viewers disconnected" 0 "$(median restart-wattsocket viewers_disconnected)" "$(median restart-plain viewers_disconnected)"
}

