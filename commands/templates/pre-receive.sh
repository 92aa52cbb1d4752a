#!/bin/sh
# Refuses a push that would change, remove or damage what a ledger holds, in a bare repository of one's own: put this
# into its hooks/ as pre-receive, and make it executable.
exec allied ci receive
