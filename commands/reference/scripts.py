"""The scripts by which shells ask what can be completed."""

from __future__ import annotations

from typing import Final

SCRIPTS: Final[dict[str, str]] = {
    "bash": """\
_allied() {
    local IFS=$'\\n'
    COMPREPLY=($(_ALLIED_COMPLETE=bash allied "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=:] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -F _allied allied
""",
    "zsh": """\
#compdef allied
_allied() {
    local -a found
    found=("${(@f)$(_ALLIED_COMPLETE=zsh allied "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "${found[*]}" ]]; then
        _describe -V allied found
    else
        _files
    fi
}
if [[ "$funcstack[1]" == _allied ]]; then
    _allied "$@"
else
    compdef _allied allied
fi
""",
    "fish": """\
function __allied_complete
    set -l words (commandline -opc) (commandline -ct)
    _ALLIED_COMPLETE=fish command allied $words[2..-1] 2>/dev/null
end
complete -c allied -f -a '(__allied_complete)'
""",
}
WHERE: Final = {
    "bash": 'eval "$(allied completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(allied completion zsh)" in ~/.zshrc, after compinit',
    "fish": "allied completion fish > ~/.config/fish/completions/allied.fish",
}
