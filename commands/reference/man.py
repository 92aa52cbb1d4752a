"""The manual pages, in the man macros of troff (man(7))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..table import COMMANDS
from ..version import VERSION
from .described import SECTIONS, Command, Parameter, commands
from .topics import TOPICS


def pages() -> Iterator[tuple[str, str]]:
    """Yield the file name and the text of each page: allied(1), one for each command, one for each topic."""
    found = list(commands())
    yield "allied.1", _top(found)
    for one in found:
        yield f"{_name(one)}.1", _page(one)
    for name, topic in TOPICS.items():
        lines = "".join(_term(said, text) for said, text in topic.lines.items())
        said = _text(f"{topic.help} {topic.intro}")
        yield f"allied-{name}.7", f"{_head(f'allied-{name}', 7, topic.help)}.SH DESCRIPTION\n{said}\n{lines}"


def _top(found: Sequence[Command]) -> str:
    help_ = "Keep a coalition's ledger: who is in it, what each opted in to, who does what, what was decided."
    nouns = "".join(_term(f"allied {name}", noun.help) for name, noun in COMMANDS.items())
    common = "".join(_parameter(param) for param in found[0].parameters if param.section == SECTIONS[-1])
    exits = "".join(_term(code, text) for code, text in TOPICS["exit-codes"].lines.items())
    variables = "".join(_term(name, text) for name, text in TOPICS["environment"].lines.items())
    see = ", ".join(f"\\fB{_escaped(_name(one))}\\fR(1)" for one in found)
    return (
        f"{_head('allied', 1, help_)}.SH SYNOPSIS\n.B allied\nNOUN VERB [OPTIONS]\n"
        f".SH COMMANDS\n{nouns}.SH OPTIONS\nOn every command:\n{common}"
        f".SH EXIT STATUS\n{exits}.SH ENVIRONMENT\n{variables}.SH SEE ALSO\n{see}\n"
    )


def _page(one: Command) -> str:
    parts = [_head(_name(one), 1, one.help), f".SH SYNOPSIS\n{_text(one.usage)}\n"]
    parts.append(f".SH DESCRIPTION\n{_text(one.help)}\n")
    for section in SECTIONS[:-1]:
        there = [param for param in one.parameters if param.section == section]
        if there:
            parts += [f".SH {section.upper()}\n", *(_parameter(param) for param in there)]
    if one.examples:
        lines = "\n".join(_text(line) for line in one.examples)
        parts.append(f".SH EXAMPLES\n.nf\n{lines}\n.fi\n")
    parts.append(".SH SEE ALSO\n\\fBallied\\fR(1), for what every command takes.\n")
    return "".join(parts)


def _head(name: str, section: int, help_: str) -> str:
    title = f'.TH "{_escaped(name.upper())}" "{section}" "" "allied {_escaped(VERSION)}" "Allied"\n'
    return f"{title}.SH NAME\n{_escaped(name)} \\- {_escaped(help_)}\n"


def _parameter(param: Parameter) -> str:
    if param.section == "Arguments":
        return _term(param.metavar or param.names[0], param.help)
    value = f" {param.metavar}" if param.metavar else ""
    return _term(f"{', '.join(param.names)}{value}", param.help)


def _term(term: str, text: str) -> str:
    return f".TP\n\\fB{_escaped(term)}\\fR\n{_text(text)}\n"


def _text(text: str) -> str:
    r"""Return text as lines that troff takes for text: one that begins like a request is set off by `\&`."""
    lines = (_escaped(line) for line in text.split("\n"))
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)


def _escaped(text: str) -> str:
    r"""Return text with what troff would act on as characters: backslash, and hyphens that can be typed."""
    return text.replace("\\", "\\(rs").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")


def _name(one: Command) -> str:
    return "-".join(("allied", *one.words))
