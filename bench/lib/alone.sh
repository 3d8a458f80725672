# The rows that are Wattsocket's alone: what comes in, many viewers, slow ones, a start, figures.

round_of_devices() { measure devices --devices --meters 1000 --rate 1 --seconds $((seconds + 2)) "$ask_fanout"; }

report_devices() {
    heading "devices: 1,000 devices, one reading a second each, acknowledged when stored" what measured
    for share in p50 p99 max; do line "$share, ms" "$(spread devices ${share}_ms %.1f)"; done
    line "cores" "$(spread devices cores %.2f)"
    line "load's cores" "$(spread devices load_cores %.2f)"
    line "never acknowledged" "$(worst devices unstored)"
    target "1,000 devices at 1 Hz: p99 of the acknowledgement" "below 100 ms" "$(spread devices p99_ms %.1f) ms"
}

round_of_ingest() {
    measure ingest-ws --ingest ws --seconds "$seconds" "$ask_fanout"
    measure ingest-http --ingest http --publishers 16 --meters 20 --seconds "$seconds" "$ask_fanout"
}

report_ingest() {
    heading "ingest: batches of 1,000, acknowledged when stored" way "readings/s" "CPU s per million" cores "load's cores" "memory MB, first" most last unstored
    for way in ws http; do
        line "$([ $way = ws ] && echo "one WebSocket, 16 batches under way" || echo "16 HTTP connections, one batch each")" \
            "$(spread ingest-$way accepted_per_s %.0f)" "$(spread ingest-$way cpu_s_per_million %.2f)" \
            "$(spread ingest-$way cores %.2f)" "$(spread ingest-$way load_cores %.2f)" \
            "$(median ingest-$way memory_begin_mb)" "$(worst ingest-$way memory_most_mb)" \
            "$(median ingest-$way memory_end_mb)" "$(worst ingest-$way unstored)"
        target "ingest by $way" "at least 300,000 readings/s" "$(spread ingest-$way accepted_per_s %.0f)"
    done
}

# A tenth of the viewers reads nothing, or 2 kB ten times a second.
round_of_slow() {
    as_long="--seconds $((seconds + 2))"
    slowly="--slow $((seconds + 1)) --slow-viewers $((viewers / 10))"
    watch slow-none "$some" "$as_long" "$ask_fanout"
    watch slow-nothing "$some" "$as_long" "$slowly" "$ask_fanout"
    watch slow-sip "$some" "$as_long" "$slowly" --sip 2000 "$ask_fanout"
}

report_slow() {
    heading "slow: the others' latency, 100 meters at 10 Hz" "a tenth of the viewers" "p50 ms" "p99 ms" "others' lost %" "slow ones lack the newest"
    for kind in none nothing sip; do
        case $kind in
            none) name="as fast as the others" ;;
            nothing) name="reads nothing for a while" ;;
            sip) name="reads 20 kB a second" ;;
        esac
        line "$name" "$(spread slow-$kind p50_ms %.1f)" "$(spread slow-$kind p99_ms %.1f)" \
            "$(worst slow-$kind missing_percent)" "$([ $kind = none ] && echo - || worst slow-$kind slow_not_newest)"
        whole slow-$kind
    done
    target "a slow tenth of the viewers: p99 of the others, times that without" "" \
        "$(ratio p99_ms slow-nothing slow-none) (nothing read), $(ratio p99_ms slow-sip slow-none) (read slowly)"
}

# measure_crowd MEASUREMENT OPTIONS…: on a server of its own that has seen a thousand viewers come and go.
measure_crowd() {
    start_wattsocket "$1" serve --data "$work/data-$1-$round"
    warm --meters 10 --seconds 2 "$ask_wattsocket"
    measure "$@" --sources 16 --meters 10 --rate 1 "$ask_wattsocket"
    stop "$server"
}

round_of_idle() { measure_crowd idle --viewers "$crowd" --idle 2 --seconds 3; }
# With the heap of a home, whose viewers are few, this many would not fit beside the others.
round_of_storm() {
    usual=${WATTSOCKET_JAVA_OPTS-}
    export WATTSOCKET_JAVA_OPTS="${WATTSOCKET_JAVA_OPTS:--Xms48m -Xmx512m}"
    measure_crowd storm --viewers $((crowd + viewers)) --storm "$crowd" --seconds 13
    WATTSOCKET_JAVA_OPTS=$usual
}

report_idle() {
    heading "idle: $crowd viewers" what measured
    line "until all are in, s" "$(spread idle opened_s %.2f)"
    line "one of them, until it is in: p50, ms" "$(spread idle enter_p50_ms %.0f)"
    line "one of them, until it is in: p99, ms" "$(spread idle enter_p99_ms %.0f)"
    line "resident kB a viewer, idle" "$(spread idle idle_kb %.1f)"
    line "resident kB a viewer, with 10 readings/s" "$(spread idle live_kb %.1f)"
    line "p99 of these readings, ms" "$(spread idle p99_ms %.1f)"
    line "cores meanwhile" "$(spread idle cores %.2f)"
    line "load's cores" "$(spread idle load_cores %.2f)"
    whole idle
    target "$crowd viewers connect" "within 20 s" "$(spread idle opened_s %.1f) s"
    target "an idle viewer" "at most 10 kB resident" "$(spread idle idle_kb %.1f) kB"
}

report_storm() {
    heading "storm: $crowd viewers reconnect within 10 s, $viewers others stay (heap ${WATTSOCKET_JAVA_OPTS:--Xmx512m})" what measured
    line "from the first that goes until all are back, s" "$(spread storm storm_s %.2f)"
    for share in p50 p99 max; do line "one of them, until it is back: $share, ms" "$(spread storm again_${share}_ms %.0f)"; done
    for share in p50 p99 max; do line "readings of the others meanwhile: $share, ms" "$(spread storm ${share}_ms %.1f)"; done
    line "readings that the others lost, percent" "$(worst storm missing_percent)"
    line "cores" "$(spread storm cores %.2f)"
    line "load's cores" "$(spread storm load_cores %.2f)"
    whole storm
    target "$crowd reconnects in 10 s: all back after" "" "$(spread storm storm_s %.1f) s, the others' p99 $(spread storm p99_ms %.1f) ms"
}

# Some hundred thousand readings are there already.
prepare_start() {
    start_wattsocket start serve --data "$work/data-start"
    "$work/load" --ingest ws --seconds 1 $ask_wattsocket >/dev/null
    stop "$server"
}

round_of_start() { measure start --start "$home/wattsocket" serve --data "$work/data-start" --port 0; }

report_start() {
    heading "start: existing data" what measured
    line "until it listens, ms" "$(spread start ready_ms %.0f)"
    line "until the page is there, ms" "$(spread start page_ms %.0f)"
    line "CPU s" "$(spread start cpu_s %.2f)"
    target "start to first page served, existing data" "below 1.5 s" "$(spread start page_ms %.2f 0.001) s"
}

round_of_demo() {
    start_wattsocket demo demo --data "$work/data-demo-$round"
    sleep 15
    measure demo --viewers 1 --meters 1 --warm 0 --seconds 1 "$ask_wattsocket"
    stop "$server"
}

report_demo() {
    heading "demo: 15 s after its start" what measured
    line "resident, MB" "$(spread demo memory_mb %.0f)"
    target "demo home, resident" "below 300 MB" "$(spread demo memory_mb %.0f) MB"
}

start_figures() {
    start_wattsocket figures serve --data "$work/figures"
    figures_port=$port
}

report_figures() {
    heading "figures: median (and first answer)" what target median first
    "$JAVA_HOME/bin/java" "$here/figures/Figures.java" write "$work/year.csv"
    begun=$(date +%s%N)
    "$home/wattsocket" import "$work/year.csv" --map "$home/maps/wattsocket-export.yaml" --zone Europe/Amsterdam --data "$work/imported" >"$work/import.out" 2>&1 \
        || fail "the import failed: $(tail -n 3 "$work/import.out")"
    took=$(calculate %.2f "($(date +%s%N) - $begun) / 1e9")
    line "a year of minutes imported" "below 3 s" "$took s" ""
    target "a year of minutes imported" "below 3 s" "$took s"
    "$JAVA_HOME/bin/java" "$here/figures/Figures.java" "$figures_port" "$days" >"$work/answers" || fail "figures were not answered"
    while IFS='	' read -r what aim middle first; do
        line "$what" "$aim" "$middle" "$first"
        target "$what (and first)" "$aim (4 x)" "$middle ($first)"
    done <"$work/answers"
}
