# The row `pixel`: from a reading that is sent to the frame of the browser that shows it; and the soak.

round_of_pixel() {
    start_wattsocket pixel serve --data "$work/data-pixel-$1"
    say "measuring pixel…"
    "$JAVA_HOME/bin/java" "$here/page/Pixel.java" "$port" 100 >>"$work/pixel.figures" \
        || echo "pixel: the browser could not be measured" >>"$work/failed"
    stop "$server"
}

report_pixel() {
    measured pixel || return 0
    heading "pixel: a reading sent, until the frame with it is drawn (Chromium without a window)" what measured
    for share in p50 p95 max; do line "$share, ms" "$(spread pixel ${share}_ms %.0f)"; done
    target "reading sent to pixel drawn: p95" "below 150 ms" "$(spread pixel p95_ms %.0f) ms"
}

# What a page or a server that runs for long would lose: a server with 100,000 deliveries a second, whose
# viewers are others each minute, and another one whose page stays open.
bench_soak() {
    start_wattsocket soak serve --data "$work/data-soak"
    ask_soak=$ask_wattsocket
    start_wattsocket page serve --data "$work/data-page"
    "$JAVA_HOME/bin/java" "$here/page/Pixel.java" "$port" $((minutes * 150)) >"$work/page.figures" 2>"$work/page.err" &
    page=$!
    started="$started $page"
    heading "soak: the server, each minute" minute "resident, MB" "p50 ms" "p99 ms" "lost %"
    minute=0
    while [ $minute -lt "$minutes" ]; do
        minute=$((minute + 1))
        rm -f "$work/soak.figures"
        measure soak --viewers 100 --meters 100 --seconds 58 "$ask_soak"
        line "$minute" "$(median soak memory_mb)" "$(median soak p50_ms)" "$(median soak p99_ms)" "$(worst soak missing_percent)"
    done
    wait $page || fail "the page could not be measured: $(tail -n 1 "$work/page.err")"
    heading "soak: the page" what measured
    line "readings that it showed" "$(median page readings)"
    line "heap in use after the first of them, MB" "$(median page heap_begin_mb)"
    line "heap in use after the last, MB" "$(median page heap_end_mb)"
    for share in p50 p95 max; do line "reading to pixel: $share, ms" "$(median page ${share}_ms)"; done
    report_failures
    report_machine
}
