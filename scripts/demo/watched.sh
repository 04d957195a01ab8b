#!/usr/bin/env bash
# watched.sh OUT SECONDS COMMAND...: run COMMAND under the present display, but not longer than SECONDS, nor on and on when
# the demo does not even begin (a dialog that QGIS opened while starting waits for somebody). What the screen then
# shows is kept as OUT/screen.png.
set -u
out=$1 limit=$2
shift 2

"$@" >"$out/qgis.log" 2>&1 &
program=$!
start=$SECONDS
begin=120
while kill -0 "$program" 2>/dev/null; do
    sleep 1
    waited=$((SECONDS - start))
    if ((waited > limit)) || { ((waited > begin)) && [[ ! -f $out/log.txt ]]; }; then
        import -window root "$out/screen.png"
        kill "$program"
        sleep 5
        kill -9 "$program" 2>/dev/null
        wait "$program"
        exit 124
    fi
done
wait "$program"
