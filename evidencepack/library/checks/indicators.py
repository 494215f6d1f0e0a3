"""Faults of an indicator that its model does not show: names that lead nowhere, sentences nobody can fill."""

from collections.abc import Iterator

from evidencepack.frameworks.indicator_base import Conditions
from evidencepack.frameworks.indicators import Indicator, registers_of
from evidencepack.library.checks.registers import condition_faults, setting_faults
from evidencepack.library.checks.words import name_faults
from evidencepack.library.faults import nearest
from evidencepack.library.validate import Fault
from evidencepack.library.yaml_file import Where
from evidencepack.measures import NAMES
from evidencepack.registers import REGISTERS, field_types

_SETTINGS = ("times", "gap", "limit", "fact")


def indicator_faults(indicator: Indicator, where: Where, topics: set[str]) -> Iterator[Fault]:
    """What an indicator names that does not exist, or asks that nothing could answer."""
    unknown = [register for register in registers_of(indicator) if register not in (*REGISTERS, "facts")]
    faults = [f"there is no register '{name}'.{nearest(name, list(REGISTERS))}" for name in unknown] or [
        *(fault for register, asked in _conditions(indicator) for fault in condition_faults(register, asked)),
        *setting_faults(indicator),
        *_lacking(indicator),
        *_post_faults(indicator),
        *_topic_faults(indicator, topics),
        *_sentence_faults(indicator),
    ]
    yield from ((where, fault) for fault in dict.fromkeys(faults))


def _conditions(indicator: Indicator) -> Iterator[tuple[str, Conditions]]:
    registers = registers_of(indicator)
    for name, register in (("where", registers[0]), ("fulfils", registers[0]), ("match", registers[-1])):
        if conditions := getattr(indicator, name, None):
            yield register, conditions


def _lacking(indicator: Indicator) -> Iterator[str]:
    """Settings without which a kind cannot measure anything."""
    if indicator.kind == "each" and not (indicator.times or indicator.gap):
        yield "kind each needs times (how many in the window) or gap (the longest time between two)."
    if indicator.kind == "on_time" and not (indicator.due or (indicator.opened and indicator.limit)):
        yield "kind on_time needs due, or opened and limit: by when a record should be closed."
    if indicator.kind == "share" and not (indicator.fulfils or indicator.matched):
        yield "kind share needs fulfils or matched: what a record has to be to count."
    if indicator.kind == "change" and indicator.compare == "same record" and not (indicator.before and indicator.after):
        yield "to compare the same record, before and after are needed: the fields that hold the two numbers."


def _post_faults(indicator: Indicator) -> Iterator[str]:
    """Fields that the register of a declared fact does not have, or that hold no day where one is asked for."""
    for rule in indicator.in_register.values() if indicator.kind == "declared" else ():
        types = field_types(REGISTERS[rule.register_])
        if not {"start", "end"} <= types.keys():
            yield f"in_register asks who is in post: the register {rule.register_} has no start and end."
        for name in sorted(rule.where.keys() - types.keys()):
            yield f"the register {rule.register_} has no field '{name}'.{nearest(name, list(types))}"
        for name in filter(None, (rule.since, rule.applied)):
            if types.get(name) != "date":
                yield f"'{name}' is no day of the register {rule.register_}."


def _topic_faults(indicator: Indicator, topics: set[str]) -> Iterator[str]:
    asked = [topic for _, conditions in _conditions(indicator) for topic in _words(conditions, "topic")]
    for topic in filter(None, (*asked, *_speaks_against(indicator))):
        if "{" not in topic and topic not in topics:
            yield f"topic '{topic}' is not in terms.yaml.{nearest(topic, sorted(topics))}"


def _words(conditions: Conditions, name: str) -> Iterator[str]:
    wanted = conditions.get(name, ())
    yield from (word for word in (wanted if isinstance(wanted, tuple) else (wanted,)) if isinstance(word, str))


def _sentence_faults(indicator: Indicator) -> Iterator[str]:
    given = NAMES[indicator.kind] | {"topic", *indicator.takes}
    reads = indicator.reads
    for sentence in (reads.other, reads.one, reads.none, reads.few, indicator.gap_action):
        yield from name_faults(sentence, given, f"kind {indicator.kind} does not give")
    for text in (indicator.title, *_settings(indicator)):
        yield from name_faults(text, indicator.takes, "is not under takes")


def _settings(indicator: Indicator) -> Iterator[str]:
    """Everything of an indicator that a requirement's own values may stand in."""
    yield from (getattr(indicator, name, "") for name in _SETTINGS)
    for _, conditions in _conditions(indicator):
        for name in conditions:
            yield from _words(conditions, name)
    yield from _speaks_against(indicator)


def _speaks_against(indicator: Indicator) -> tuple[str, ...]:
    against = indicator.contradicted_by
    return (against.audit_topic, against.complaint_theme) if against else ()
