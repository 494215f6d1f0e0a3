"""Faults of words: topics nothing is called by, flags and codes without words, names in braces that nothing fills."""

import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from evidencepack.frameworks.terms import WORD_LISTS, Flags, KnownFile, TermsFile, Topic
from evidencepack.frameworks.words import Message, MessageFile, Words
from evidencepack.library.checks.registers import no_field
from evidencepack.library.faults import known, nearest
from evidencepack.library.validate import Fault
from evidencepack.library.yaml_file import Where
from evidencepack.registers import REGISTERS

OPEN_BRACE = "a sentence has a brace that does not close or open; write {name}, and {{ for a brace itself"


def id_faults(items: Iterable[Any], where: Where, what: str, by: str = "id") -> Iterator[Fault]:
    """A fault for each item whose id another item before it has."""
    before: set[str] = set()
    for i, item in enumerate(items):
        id_ = getattr(item, by)
        if id_ in before:
            yield (*where, i), f"another {what} has this {by}; choose another."
        before.add(id_)


def term_faults(terms: TermsFile) -> Iterator[Fault]:
    """Topics of which there are two, or which no word could be found for."""
    yield from id_faults(terms.topics, ("topics",), "topic")
    for i, topic in enumerate(terms.topics):
        if not any(word.strip() for word in topic.words):
            yield ("topics", i), "no words; add at least one that the topic goes by."


def known_faults(file: KnownFile, topics: Sequence[Topic]) -> Iterator[Fault]:
    """Lists of a column that there is not or that names nothing, lists without a word, and words that stand twice."""
    for column, words in file.known.items():
        register, _, field = column.partition(".")
        yield from ((("known", column), fault) for fault in _column_faults(register, field))
        others = {word.casefold(): topic.id for topic in topics if topic.id != register for word in topic.words}
        yield from _list_faults(words, ("known", column), others)
    for column, words in file.not_held.items():
        register, _, field = column.partition(".")
        yield from ((("not_held", column), fault) for fault in no_field(register, field))
        yield from _list_faults(words, ("not_held", column), {})
    for column, lists in file.behind.items():
        register, _, field = column.partition(".")
        yield from ((("behind", column), fault) for fault in _column_faults(register, field))
        for name, words in lists.items():
            yield from _list_faults(words, ("behind", column, name), {})
    for name in file.model_fields_set.intersection(WORD_LISTS):
        yield from _list_faults(getattr(file, name), (name,), {})


def _column_faults(register: str, field: str) -> Iterator[str]:
    columns = [f"{name}.{each}" for name, record in REGISTERS.items() for each in record.naming]
    if register not in REGISTERS:
        yield f"there is no register '{register}'.{known(register, REGISTERS)}"
    elif f"{register}.{field}" not in columns:
        own = [column for column in columns if column.startswith(f"{register}.")]
        yield f"{register}.{field} is no column that names what a row is about.{known(f'{register}.{field}', own)}"


def _list_faults(words: Sequence[str], where: Where, topic_of: Mapping[str, str]) -> Iterator[Fault]:
    if not any(word.strip() for word in words):
        yield where, "no words; add at least one, or take the line out."
    before: set[str] = set()
    for i, word in enumerate(map(str.casefold, words)):
        if word in before:
            yield (*where, i), f"'{words[i]}' stands here twice; take one out."
        elif word in topic_of:
            yield (*where, i), f"'{words[i]}' is a word of the topic '{topic_of[word]}'; take it out here."
        before.add(word)


def flag_faults(flags: Flags, ours: Flags) -> Iterator[Fault]:
    """Flags that silence one that does not exist, are missing, or ask for what ours do not."""
    codes = [flag.code for flag in flags.flags]
    yield from id_faults(flags.flags, ("flags",), "flag", "code")
    for i, flag in enumerate(flags.flags):
        where: Where = ("flags", i)
        for other in flag.silences:
            if other not in codes:
                yield where, f"silences '{other}', which is not a flag.{nearest(other, codes)}"
        our = ours.by_code.get(flag.code)
        if our is None:
            yield where, f"there is no flag '{flag.code}'.{nearest(flag.code, list(ours.by_code))}"
        else:
            yield from _beyond(flag.sentence + flag.action, our.sentence + our.action + "{title}", where)
    yield from (((), f"the flag {code} is missing.") for code in ours.by_code if code not in codes)


def word_faults(words: Words, ours: Words) -> Iterator[Fault]:
    """Words that are missing, or ask for names that ours do not."""
    yield from _text_faults("stages", words.stages, ours.stages)
    for part in ("statuses", "standings", "questions"):
        given, asked = getattr(words, part), getattr(ours, part)
        sentences, ours_ = ({key: each.sentence for key, each in texts.items()} for texts in (given, asked))
        yield from _text_faults(part, sentences, ours_)


def _text_faults(part: str, given: Mapping[str, str], asked: Mapping[str, str]) -> Iterator[Fault]:
    yield from (((part,), f"'{key}' is missing.") for key in asked if key not in given)
    for key in (key for key in asked if key in given):
        yield from _beyond(given[key], asked[key], (part, key))


def message_faults(file: MessageFile, ours: Mapping[str, Message]) -> Iterator[Fault]:
    """Codes that nothing says, and words that ask for names that nothing fills."""
    for code, message in file.messages.items():
        where: Where = ("messages", code)
        if code not in ours:
            yield where, f"nothing says '{code}'.{nearest(code, ours)}"
            continue
        our = "".join((ours[code].what, ours[code].one, ours[code].remedy))
        for text in (message.what, message.one, message.remedy):
            yield from _beyond(text, our, where)


def missing_messages(files: Sequence[MessageFile], ours: Mapping[str, Message]) -> Iterator[str]:
    """A sentence for each code without words."""
    given = {code for file in files for code in file.messages}
    yield from (f"messages: the words of '{code}' are missing." for code in ours if code not in given)


def _beyond(sentence: str, ours: str, where: Where) -> Iterator[Fault]:
    """Names that a sentence asks for and ours does not, so that nothing could fill them."""
    yield from ((where, fault) for fault in _brace_faults(sentence) if sentence != ours)
    allowed = _names_in(ours)
    for name in (name for name in _names_in(sentence) if name not in allowed):
        yield where, f"nothing fills {{{name}}} here; it may use {', '.join(allowed) or 'no names'}."


def name_faults(sentence: str, allowed: Iterable[str], which: str) -> Iterator[str]:
    """What is wrong with the braces, and the names that are not allowed with those that are; `which` says why not."""
    options = sorted(allowed)
    yield from _brace_faults(sentence)
    for name in _names_in(sentence):
        if name not in options:
            yield f"the sentence asks for {{{name}}}, which {which}.{known(name, options)}"


def _names_in(sentence: str) -> list[str]:
    """The names in braces, in order; none where the braces cannot be read."""
    try:
        return [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]
    except ValueError:
        return []


def _brace_faults(sentence: str) -> Iterator[str]:
    """What is wrong with the braces themselves: one left open, or a name with a form of its own."""
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError:
        yield f"{OPEN_BRACE}."
        return
    for name in (name for _, name, form, conversion in parts if name is not None and (form or conversion)):
        what = f"the sentence asks for {{{name}}} in a form of its own"
        yield f"{what}; write {{{name}}} and nothing else in braces."
