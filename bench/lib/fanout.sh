# The rows `many`, `most`, `some` and `one`: readings to viewers, Wattsocket and its peers in turns.

many="--meters 1000"
most="--meters 3000"
some="--meters 100"
one="--meters 1 --channels 5"

start_fanout() {
    start_wattsocket wattsocket serve --data "$work/data"
    ask_fanout=$ask_wattsocket
    server_fanout=$server
    say "warming up…"
    warm "$many" --seconds 5 "$ask_fanout"
    for peer in $found; do
        start_peer "$peer"
        case $peer in netty | ws) warm --flat 16 --seconds 3 "$(ask_of "$peer")" ;; esac
    done
}

# keeps_pace PEER THOUSANDS: whether it was seen to deliver so many a second, and some more.
keeps_pace() { measured "flat-$1" && [ "$(calculate %.0f "$(median "flat-$1" arrived_per_s) / 1200")" -ge "$2" ]; }

# round_of_fanout NUMBER: each peer flat out, where it delivers most, and under Wattsocket's own load where it
# can keep pace with it. For the latter once is enough where there are few rounds, but for `one`.
round_of_fanout() {
    few=no
    if [ "$1" -gt 1 ] && [ "$rounds" -lt 3 ]; then few=yes; fi
    if wants many; then watch many "$many" "$ask_fanout"; fi
    for peer in $found; do
        if [ "$1" = 1 ] || wants many || wants most || wants some; then
            watch "flat-$peer" --meters 1000 --flat "$("$here/peers/$peer/run" --flat)" "$(ask_of "$peer")"
        fi
        if wants many && [ $few = no ] && keeps_pace "$peer" $((viewers * 10)); then watch "many-$peer" "$many" "$(ask_of "$peer")"; fi
    done
    if wants most; then watch most "$most" "$ask_fanout"; fi
    if wants some; then watch some "$some" "$ask_fanout"; fi
    for peer in $found; do
        if wants some && [ $few = no ] && keeps_pace "$peer" "$viewers"; then watch "some-$peer" "$some" "$(ask_of "$peer")"; fi
    done
    if wants one; then watch one "$one" "$ask_fanout"; fi
    for peer in $found; do
        if wants one && keeps_pace "$peer" $((viewers / 20)); then watch "one-$peer" "$one" "$(ask_of "$peer")"; fi
    done
}

# fanout_line NAME MEASUREMENT: latency is of paced loads only; flat out there is no due time.
fanout_line() {
    measured "$2" || return 0
    p50=- p99=-
    case $2 in
        flat-*) ;;
        *) p50=$(spread "$2" p50_ms %.1f) p99=$(spread "$2" p99_ms %.1f) ;;
    esac
    line "$1" "$(spread "$2" arrived_per_s %.2f 1e-6)" "$(spread "$2" cpu_s_per_million %.3f)" \
        "$(spread "$2" cores %.2f)" "$(spread "$2" load_cores %.2f)" "$p50" "$p99" "$(worst "$2" missing_percent)"
    whole "$2"
}

# report_row ROW TITLE
report_row() {
    heading "$1: $2" server "million/s" "CPU s per million" cores "load's cores" "p50 ms" "p99 ms" "lost %"
    fanout_line Wattsocket "$1"
    for peer in $found; do
        [ "$1" = one ] || fanout_line "$(name_of "$peer"), flat out" "flat-$peer"
        fanout_line "$(name_of "$peer"), the same load" "$1-$peer"
    done
}

# ratio FIGURE A B: how many times B's median is A's.
ratio() {
    if ! measured "$2" || ! measured "$3"; then
        echo -
        return
    fi
    share=$(calculate %.6f "$(median "$2" "$1") / $(median "$3" "$1")")
    case $share in
        ???.* | ????*.*) calculate %.0f "$share" ;;
        *) calculate %.2f "$share" ;;
    esac
}

arrived() { if measured "$1"; then calculate "%.2f %%" "100 - $(worst "$1" missing_percent)"; else echo -; fi; }

targets_of_many() {
    what="1,000 meters at 10 Hz to $viewers viewers"
    target "$what: delivered" all "$(arrived many), $(spread many arrived_per_s %.2f 1e-6) million/s"
    target "$what: p99" "below 60 ms" "$(spread many p99_ms %.1f) ms"
    if is_in django "$found"; then
        target "deliveries per CPU second, times those of Django Channels" "at least 1,000" "$(ratio cpu_s_per_million flat-django many)"
    fi
}

targets_of_most() {
    what="3,000 meters at 10 Hz to $viewers viewers"
    target "$what: delivered" "" "$(arrived most), $(spread most arrived_per_s %.2f 1e-6) million/s, p99 $(spread most p99_ms %.1f) ms"
    for peer in $found; do
        case $peer in
            loop) aim="at least 40" ;;
            *) aim="" ;;
        esac
        target "$what: deliveries, times those of $(name_of "$peer") at its best" "$aim" "$(ratio arrived_per_s most "flat-$peer")"
    done
}

targets_of_some() {
    what="100 meters at 10 Hz to $viewers viewers"
    target "$what: delivered" all "$(arrived some)"
    target "$what: p99" "below 40 ms" "$(spread some p99_ms %.1f) ms"
    target "$what: cores" "at most 0.6" "$(spread some cores %.2f)"
    if measured flat-loop; then
        target "$what: CPU per reading, share of the C loop's" "at most 0.12" "$(ratio cpu_s_per_million some flat-loop)"
    fi
}

targets_of_one() {
    for share in p50 p99; do
        if measured one-loop; then
            target "one meter, 50 readings/s: $share, times the C loop's" "at most 1.5" "$(ratio ${share}_ms one one-loop)"
        fi
    done
}

report_fanout() {
    if wants many; then
        report_row many "1,000 meters, 10 readings a second each"
        targets_of_many
    fi
    if wants most; then
        report_row most "3,000 meters, 10 readings a second each"
        targets_of_most
    fi
    if wants some; then
        report_row some "100 meters, 10 readings a second each"
        targets_of_some
    fi
    if wants one; then
        report_row one "one meter, 50 readings a second"
        targets_of_one
    fi
}
