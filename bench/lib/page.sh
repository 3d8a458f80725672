# The row `pixel`: from a reading that is sent to the frame of the browser that shows it.

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
