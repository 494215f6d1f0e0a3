"""evidencepack settle: what only a person can say of their files, asked one after the other, kept as it is answered."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from evidencepack.cli.console import begin, put, say, show
from evidencepack.files import Reader
from evidencepack.library.settled_file import read_settled, settle, take_back
from evidencepack.notes import Messages, Note
from evidencepack.onboarding.asking.keep import keep_typed, write_open
from evidencepack.pack.ask_words import AskWords
from evidencepack.pipeline import assess_service, open_library, read_service
from evidencepack.registers import Question
from evidencepack.service.questions_file import QUESTIONS_FILE, meaning_of

_SHOWN = 8


def run(folder: Path, on: date, workbook: bool, back: bool, mappings: Path | None, reader: Reader) -> None:
    """Ask in the terminal, or write the workbook: always where nobody is there to answer."""
    library = open_library(mappings)
    notes = keep_typed(folder, reader, on)
    if back:
        _take_back(folder, library.messages)
    read = read_service(folder, library, reader)
    questions, more = write_open(folder, read, library, assess_service(read, library, on), on)
    for said in (*notes, *more):
        say(library.messages.say("to-note", what=said))
    if back:
        return
    if workbook or not questions or not sys.stdin.isatty():
        say_open(questions, folder, library.messages)
        return
    if _asked(folder, questions, on, library.messages):
        read = read_service(folder, library, reader)
        questions, _ = write_open(folder, read, library, assess_service(read, library, on), on)
    say_open(questions, folder, library.messages)


def say_open(questions: Sequence[Question], folder: Path, messages: Messages, notes: Sequence[Note] = ()) -> None:
    """How many questions are open, where they can be answered, and what is to be said of their workbook."""
    if questions:
        begin(messages.say("questions-open", n=len(questions), file=QUESTIONS_FILE, folder=str(folder)))
    elif read_settled(folder).settled.answers:
        begin(messages.say("nothing-to-ask"))
    for said in notes:
        say(messages.say("to-note", what=said))


def _asked(folder: Path, questions: Sequence[Question], on: date, messages: Messages) -> int:
    """Ask each question in turn, keeping each answer at once; how many were answered."""
    words, place, answered = AskWords(messages), 0, dict[int, str]()
    say(messages.say("settle-how", n=len(questions)))
    while place < len(questions):
        question = questions[place]
        _show(question, f"{place + 1}/{len(questions)}", words)
        reply = _reply(question, words)
        if reply == "quit":
            break
        if reply == "back":
            place = max(place - 1, 0)
            if answered.pop(place, ""):
                take_back(folder, [questions[place].answered("-", on)])
            continue
        if reply:
            settle(folder, [question.answered(reply, on)])
            answered[place] = reply
        place += 1
    begin(messages.say("answers-kept", n=len(answered)))
    return len(answered)


def _show(question: Question, number: str, words: AskWords) -> None:
    waits = words.settles(question)
    begin(f"{number}  {words.question(question)}" + (f" ({waits})" if waits else ""))
    if where := words.where(question):
        say(where, indent="   ", hang="   ")
    for line in _options(list(words.options(question)), _SHOWN, words.messages):
        say(line, indent="   ", hang="      ")


def _options(labels: Sequence[str], most: int, messages: Messages) -> Iterator[str]:
    yield from (f"{n}. {label}" for n, label in enumerate(labels[:most], 1))
    if len(labels) > most:
        yield messages.say("more-choices", n=len(labels) - most)


def _reply(question: Question, words: AskWords) -> str:
    """What the answer means; "" to leave it open, "back", or "quit" also where the input has ended."""
    options, say_ = words.options(question), words.messages.say
    while True:
        typed = _typed(say_("settle-prompt"))
        if typed in ("", "quit", "back"):
            return typed
        if typed == "all":
            for line in _options(list(options), len(options), words.messages):
                say(line, indent="   ", hang="      ")
            continue
        if typed.isdecimal() and options and 0 < int(typed) <= len(options):
            return list(options.values())[int(typed) - 1]
        if means := meaning_of(typed, options, free=not options):
            return means
        say(say_("answer-not-listed"), indent="   ")


def _typed(prompt: str) -> str:
    try:
        text: str = click.prompt(show(prompt), default="", show_default=False)
    except click.Abort:
        put()
        return "quit"
    short = {"q": "quit", "b": "back", "a": "all"}
    return short.get(text.strip().casefold(), text.strip())


def _take_back(folder: Path, messages: Messages) -> None:
    """Show the answers that are kept, and take back those whose number is typed."""
    words, again = AskWords(messages), True
    while again and (answers := read_settled(folder).settled.answers):
        begin(messages.say("answers-so-far"))
        for n, answer in enumerate(answers, 1):
            label = words.answer(answer.ask, answer.means, what=answer.what, register=answer.register_)
            say(f"{n}. {words.of_answer(answer)}: {label}", indent="  ", hang="     ")
        typed = _typed(messages.say("take-back-prompt")) if sys.stdin.isatty() else ""
        again = typed.isdecimal() and 0 < int(typed) <= len(answers)
        if again:
            take_back(folder, [answers[int(typed) - 1]])
