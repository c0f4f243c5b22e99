#!/bin/sh
# leash.sh PIDFILE SIGNAL COMMAND...
# Runs COMMAND in a process group of its own, out of reach of the terminal's Ctrl-C, and sends it SIGNAL when
# standard input ends: that is also what happens when whoever holds the other end is killed.
# A line "after PID" on standard input makes that stop wait until PID is gone.
pidfile=$1
signal=$2
shift 2
trap '' INT HUP
exec 3<&0
if command -v setsid >/dev/null; then
    setsid "$@" </dev/null 3<&- &
else
    set -m
    "$@" </dev/null 3<&- &
fi
child=$!
trap 'kill -"$signal" "$child"' TERM
echo "$child" >"$pidfile"
{
    others=
    while read -r word pid; do
        [ "$word" = after ] && others="$others $pid"
    done
    tenths=400
    for pid in $others; do
        while [ "$tenths" -gt 0 ] && kill -0 "$pid" 2>/dev/null; do
            sleep 0.1
            tenths=$((tenths - 1))
        done
    done
    kill -"$signal" "$child" 2>/dev/null
} <&3 3<&- &
reader=$!
exec 3<&-
# a signal ends "wait" early: ask again until the child itself is gone
while kill -0 "$child" 2>/dev/null; do
    wait "$child"
    status=$?
done
kill "$reader" 2>/dev/null
exit "${status:-1}"
