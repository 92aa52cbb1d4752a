"""`allied help`: a topic, or a command."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.layout import page
from ..verb import Verb

app = Typer()
FIELDS: Final = ("topic", "help", "intro", "lines")


@app.command("help", cls=Verb)
def help_(
    ctx: Context,
    topic: Annotated[
        list[str] | None,
        Argument(metavar="[TOPIC|COMMAND]...", help="A topic, or a command; else what there is."),
    ] = None,
) -> None:
    """Help on a topic, such as exit-codes, or on a command."""
    from ..reference.topics import TOPICS

    run, words = Run.of(ctx), topic or []
    if len(words) == 1 and words[0] in TOPICS:
        return _show(run, words[0])
    if words:
        from ..lazy import help_of

        text = help_of(words)
        return run.out.item(
            "help", {"topic": " ".join(words), "text": text}, lambda: f"{text}\n", ("topic", "text")
        )
    from ..lazy import root

    lines = {name: topic.help for name, topic in TOPICS.items()}
    whole = root().get_help(ctx.find_root())
    item = {"topic": None, "topics": lines}

    def text_() -> str:
        topics = "\n".join(f"  {name:<{max(map(len, lines))}}  {text}" for name, text in lines.items())
        return f"{whole}\n\nTopics, shown by allied help TOPIC:\n{topics}\n"

    return run.out.item("help", item, text_, ("topic", "topics"))


def _show(run: Run, name: str) -> None:
    from ..reference.topics import TOPICS

    topic = TOPICS[name]
    item = {"topic": name, "help": topic.help, "intro": topic.intro, "lines": dict(topic.lines)}
    run.out.item("help", item, lambda: page(f"{topic.help} {topic.intro}", list(topic.lines.items())), FIELDS)
