"""What the service has said of its own files, as the method page tells it."""

from collections.abc import Iterable, Iterator

from evidencepack.notes import Messages
from evidencepack.pack.ask_words import AskWords
from evidencepack.pack.listed_model import MethodNote
from evidencepack.pack.shown import NOT_SHOWN, Shown
from evidencepack.registers import Answer, Settled
from evidencepack.registers.settled import ASKS


def settled_said(settled: Settled, shown: Shown, messages: Messages, *, handed: bool) -> Iterator[MethodNote]:
    """What was answered once, by kind; nothing where nothing was.

    Whom a name means is only counted, and an answer in which somebody may be named is counted as not shown. What is
    `handed` over holds counts alone.
    """
    if not settled.answers:
        return
    asked = {ask: settled.of(ask) for ask in ASKS}
    counted = tuple(messages.say(f"settled-{ask}", n=len(of)) for ask, of in asked.items() if of)
    parts = [messages.say("settled-counted", n=len(settled.answers), counted=", ".join(counted))]
    if not handed:
        parts += _told([a for ask, of in asked.items() if ask != "person" for a in of], shown, messages)
    yield MethodNote(title=messages.say("settled-title"), text=" ".join(parts))


def _told(answers: Iterable[Answer], shown: Shown, messages: Messages) -> Iterator[str]:
    """Each answer as what was asked and what it means, then how many are not shown."""
    words, told = AskWords(messages), dict[str, None]()
    hidden = 0
    for answer in answers:
        means = words.answer(answer.ask, answer.means, what=answer.what, register=answer.register_)
        if NOT_SHOWN in (what := _plain(answer.what, shown)) or not shown.names_nobody(means):
            hidden += 1
        else:
            told[messages.say("settled-answer", what=what, means=means)] = None
    if told:
        yield messages.say("settled-listed", answers="; ".join(told))
    if hidden:
        yield messages.say("settled-hidden", n=hidden)


def _plain(what: str, shown: Shown) -> str:
    """What was asked about, where no name can stand in it."""
    return what.replace("_", " ") if shown.names_nobody(what.replace("_", " ")) else NOT_SHOWN
