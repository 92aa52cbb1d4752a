#!/bin/sh
# How the tours in this folder are set up and printed; they source it, it does nothing by itself.
#
# A tour needs `allied` on the PATH, writes only to a temporary folder, and takes that folder away again. The clock is
# set by ALLIED_NOW and ids, which are random, are shown as dots, so that it prints the same wherever it runs; in a
# ledger of your own you would see ids there, and could type their beginnings.
unset ALLIED_LEDGER ALLIED_WRITER CI COLUMNS NO_COLOR
export LC_ALL=C PYTHONUTF8=1 TZ=UTC
tmp=$(cd "$(mktemp -d)" && pwd -P)
trap 'cd / && rm -rf "$tmp"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export HOME="$tmp"
cd "$tmp" || exit 1
from=''

# at WHEN TITLE: the clock moves on to WHEN, an instant in UTC, and a part of the tour begins.
at() {
    ALLIED_NOW="$1Z"
    export ALLIED_NOW
    printf '\n\n=== %s · %s ===\n' "${1%T*}" "$2"
}

# say LINE...: what a coordinator should know before the commands that follow.
say() {
    printf '\n'
    printf '# %s\n' "$@"
}

# quoted WORD: sets `word` to the word as one would type it.
quoted() {
    case $1 in
    '') word="''" ;;
    '|') word='|' ;;
    *\'*) word="\"$1\"" ;;
    *[!A-Za-z0-9_./:=,@%+-]*) word="'$1'" ;;
    *) word=$1 ;;
    esac
}

# typed WORD...: prints a command line as one would type it, broken before it grows too long.
typed() {
    line='$' pending=''
    for word in "$@"; do
        quoted "$word"
        case $word in
        --*)
            put
            pending=" $word"
            ;;
        *)
            pending="$pending $word"
            put
            ;;
        esac
    done
    put
    printf '%s' "$line"
}

# put: adds what is pending to the line.
put() {
    if [ $((${#line} + ${#pending})) -gt 108 ] && [ "$line" != '   ' ]; then
        printf '%s \\\n' "$line"
        line='   '
    fi
    line="$line$pending" pending=''
}

# shown: what a command printed, without what is different each time: ids and where it ran.
shown() {
    sed -e "s|$tmp|/home/ilse|g" -e 's/^\(  writer  *\).*/\1············/' -e 's/[0-9a-f]\{8\}/········/g'
}

# allied ARGUMENT...: runs the real one after its command line; what it is to read comes as a here-document.
allied() {
    typed ${from:+allied $from '|'} allied "$@"
    case " $* $from" in
    *' - '?*)
        cat >"$tmp/typed"
        printf '\n'
        ;;
    *' - ')
        cat >"$tmp/typed"
        printf ' <<END\n'
        cat "$tmp/typed"
        printf 'END\n'
        ;;
    *)
        : >"$tmp/typed"
        printf '\n'
        ;;
    esac
    code=0
    command allied "$@" <"$tmp/typed" >"$tmp/said" 2>&1 || code=$?
    shown <"$tmp/said"
    [ "$code" -eq 0 ] || printf '[exit %s]\n' "$code"
    return "$code"
}

# fed ARGUMENTS allied ARGUMENT...: what one command prints goes into the next.
fed() {
    from=$1
    shift
    # shellcheck disable=SC2086 # the arguments of the first, none of which has a blank
    command allied $from >"$tmp/fed"
    "$@" <"$tmp/fed"
    from=''
}

# refused CODE allied ARGUMENT...: the same, where it has to be refused with this exit code.
refused() {
    expected=$1
    shift
    code=0
    "$@" || code=$?
    [ "$code" -eq "$expected" ] || {
        printf '%s: exit %s where %s was right\n' "${0##*/}" "$code" "$expected" >&2
        exit 1
    }
}

# file NAME: a file that somebody sent, as it is.
file() {
    cat >"$tmp/$1"
    printf '$ cat ../%s\n' "$1"
    cat "$tmp/$1"
}
