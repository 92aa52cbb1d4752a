#!/bin/sh
# A week of two coordinators with a clone each and a bare repository between them: docs/week.txt is what this prints.
#
# Everyone in it is invented. tour.sh, beside this, says where it writes and what it hides.
# shellcheck disable=SC1010,SC1112,SC2154 # `done` is a verb of allied's, apostrophes are typeset, tour.sh sets tmp
set -eu
# shellcheck source=docs/tour.sh
. "$(dirname "$0")/tour.sh"
export GIT_CONFIG_NOSYSTEM=1

# git ARGUMENT...: the real one, after its command line, in the name of the person whose clone it is.
git() {
    typed git "$@" | shown
    printf '\n'
    command git -c user.name="$who" -c user.email="$who@example.org" -c init.defaultBranch=main "$@" >"$tmp/said" 2>&1 || {
        cat "$tmp/said"
        return 1
    }
    shown <"$tmp/said"
}

# of PERSON: from here on the commands are that person's, in that person's clone.
of() {
    who=$1
    cd "$tmp/$who" || exit 1
    printf '\n--- %s ---\n' "$who"
}

mkdir "$tmp/ana" "$tmp/bo"
who=ana

at 2027-02-01T09:00:00 'Monday: a ledger that is shared'

say 'Any git remote will do; this one is a folder. Three commands share a ledger: remote add and sync by whoever' \
    'made it, join by everybody else.'
git init --quiet --bare "$tmp/ledger.git"
of ana
allied init rivers --name 'Clean Rivers' --no-input
cd rivers
allied me 'Ana Reis'
allied member add 'River Watch' --region PT
allied member add 'Lake Swimmers' --region AT
allied initiative add 'Bathing water by law' --handle bathing --ask 'Every lake is tested each week.' \
    --needs members=2 --sign-by '2027-02-12 18:00 UTC' --no-input
allied remote add ../../ledger.git
allied sync --quiet
of bo
allied join ../ledger.git rivers --me 'Bo Lind' --quiet
cd rivers
allied member list --fields handle,regions
allied sync --quiet

at 2027-02-02T10:00:00 'Tuesday: both on the train, without a network'

of ana/rivers
allied optin in river-watch bathing --given-by 'their board' --method call
allied action add 'Print the letter' --owner river-watch --due fri
allied member set lake-swimmers --note 'Ask for Petra.'
of bo/rivers
export ALLIED_NOW=2027-02-02T11:00:00Z
allied optin decline lake-swimmers bathing --reason-kind capacity
allied action add 'Call the ministry' --owner lake-swimmers --due thu
allied member set lake-swimmers --note 'Ask for Jonas.'

at 2027-02-03T18:00:00 'Wednesday: back at a desk'

say 'Both sync, one after the other. Both had written a note on one member, without knowing of the other’s: both' \
    'notes stay, and the second one to sync is told.'
of ana/rivers
allied sync
of bo/rivers
allied sync
allied crossed

at 2027-02-04T09:00:00 'Thursday: a pull request, squashed'

say 'Bo proposes a change on a branch of its own, as the forge of this coalition wants it. The diff of it is in' \
    'sentences. The forge squashes what it merges: here git does that, as a forge would.'
git switch --quiet -c petition
allied initiative add 'Petition to parliament' --handle petition --ask 'A law before the summer.' --no-input
allied save
allied action add 'Find 500 signatures' --initiative petition
allied save
allied diff main..petition
git push --quiet origin petition
git switch --quiet main
git clone --quiet "$tmp/ledger.git" "$tmp/forge"
cd "$tmp/forge"
git merge --quiet --squash origin/petition
git commit --quiet -m 'Petition (squashed)'
git push --quiet origin main
say 'Meanwhile Ana went on, and knows nothing of it.'
of ana/rivers
allied action done 'Print the letter'
allied sync
allied initiative list --fields handle,stage
of bo/rivers
allied sync --quiet

at 2027-02-05T11:00:00 'Friday: the crossed answer is settled, and somebody forces a push'

of ana/rivers
allied settle lake-swimmers note --value 'Ask for Petra, Jonas when she is away.'
allied sync --quiet
say 'Somebody forces the shared branch back by two commits. Whoever syncs next is told, and puts back what they' \
    'know was there; what only Ana has seen there, Ana does.'
command git -C "$tmp/ledger.git" update-ref refs/heads/main main~2
of bo/rivers
refused 8 allied sync --quiet
allied sync --restore --quiet
of ana/rivers
refused 8 allied sync --quiet
allied sync --restore --quiet
of bo/rivers
allied sync --quiet
allied check

say 'Both clones hold the same, whatever came in between; git has nothing left to say.'
allied action list --fields title,status
allied crossed
git status --short
allied member show lake-swimmers --fields name,note
of ana/rivers
allied member show lake-swimmers --fields name,note
for kind in member initiative optin action; do
    for one in ana bo; do
        command allied -C "$tmp/$one/rivers" "$kind" list --json >"$tmp/$one.$kind"
    done
    cmp "$tmp/ana.$kind" "$tmp/bo.$kind"
done
diff -r "$tmp/ana/rivers/feeds" "$tmp/bo/rivers/feeds"
say 'They are equal, to the last byte.'
