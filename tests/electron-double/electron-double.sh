#!/bin/sh
# The executable given to Playwright in Electron's place: Node 24 on launcher.ts, with the debugger where it was asked for.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
node=${ELECTRON_DOUBLE_NODE:-$here/../../node_modules/node/bin/node}
[ -x "$node" ] || node=node
inspect=
for argument in "$@"; do case "$argument" in --inspect=*) inspect=$argument ;; esac; done
exec "$node" $inspect --disable-warning=ExperimentalWarning "$here/launcher.ts" "$@"
