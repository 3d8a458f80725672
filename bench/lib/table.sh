# Tables of what was measured, as text or as Markdown, and the figures of a measurement. Each run of
# a measurement is one line of NAME=VALUE words in $work/MEASUREMENT.figures.

width=40 # of a text table's first column

# values MEASUREMENT FIGURE: those of all runs, the smallest first.
values() { [ ! -s "$work/$1.figures" ] || tr ' ' '\n' <"$work/$1.figures" | sed -n "s/^$2=//p" | sort -n; }

median() {
    values "$1" "$2" \
        | awk '{ v[NR] = $1 } END { print NR == 0 ? "-" : NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

least() { values "$1" "$2" | head -n 1; }
worst() { if measured "$1"; then values "$1" "$2" | tail -n 1; else echo -; fi; }
calculate() { awk "BEGIN { printf \"$1\", $2 }"; }
measured() { [ -s "$work/$1.figures" ]; }

# spread MEASUREMENT FIGURE FORMAT [FACTOR]: the median, and from the least to the most.
spread() {
    measured "$1" || { echo -; return; }
    set -- "$1" "$2" "$3" "${4:-1}"
    values "$1" "$2" | awk -v format="$3" -v factor="$4" '
        { v[NR] = $1 * factor }
        END {
            middle = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
            printf format, middle
            if (NR > 1) { printf " (" format "-" format ")", v[1], v[NR] }
        }'
}

# heading TEXT COLUMN…: begins a table; `line` adds to it.
heading() {
    title=$1
    shift
    if [ "$markdown" = yes ]; then
        printf '\n### %s\n\n' "$title"
        line "$@"
        for column; do printf '|---'; done
        echo '|'
    else
        printf '\n%s\n' "$title"
        line "$@"
    fi
}

line() {
    if [ "$markdown" = yes ]; then
        for cell; do printf '| %s ' "$cell"; done
        echo '|'
        return
    fi
    printf "  %-${width}s" "$1"
    shift
    for cell; do printf ' %22s' "$cell"; done
    echo
}

# target WHAT TARGET VALUE: for the table of targets, at the end.
target() { printf '%s|%s|%s\n' "$1" "${2:--}" "$3" >>"$work/targets"; }

report_targets() {
    [ -s "$work/targets" ] || return 0
    width=84
    heading "Targets" what target measured
    while IFS='|' read -r what aim value; do line "$what" "$aim" "$value"; done <"$work/targets"
    width=40
}

# whole MEASUREMENT: what must hold of every run, whatever its speed.
whole() {
    for figure in not_newest disordered wrong unstored; do
        case $(worst "$1" $figure) in 0 | -) ;; *) line "WRONG in $1: $figure" "$(worst "$1" $figure)" ;; esac
    done
}

report_failures() {
    [ -s "$work/failed" ] || return 0
    heading "FAILED" measurement
    while read -r what; do line "$what"; done <"$work/failed"
}

report_machine() {
    heading "Measured on" what which
    line machine "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, $(awk '/MemTotal/ { printf "%.0f", $2 / 1e6 }' /proc/meminfo) GB"
    line kernel "$(uname -sr)"
    line Wattsocket "$("$home/wattsocket" --version), JDK $(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release"), ${WATTSOCKET_JAVA_OPTS:-its own flags}"
    for peer in $found; do line "$(name_of "$peer")" "$("$here/peers/$peer/run" --version)"; done
    line rounds "$rounds of $seconds s, $viewers viewers"
}
