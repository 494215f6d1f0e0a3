"""The fields of a register: what a column map, a condition or a setting may ask of each."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.frameworks.indicator_base import Compare, Condition, Conditions
from evidencepack.frameworks.indicators import Indicator
from evidencepack.library.faults import nearest
from evidencepack.library.validate import Fault
from evidencepack.measures.members import LINK
from evidencepack.registers import REGISTERS, FieldType, field_types, worked_out
from evidencepack.tables.cells.convert import constants_of

_KINDS: Mapping[FieldType, str] = {
    "date": "a day", "bool": "yes or no", "float": "a number", "int": "a number", "str": "text",
}  # fmt: skip
_NUMBERS = ("number", "top", "bottom", "before", "after")
_DAYS = ("opened", "due", "extended", "closed")


@cache
def kinds(register: str) -> Mapping[str, str]:
    """What each field of a register holds (a day, yes or no, a number, text), worked-out ones included."""
    record = REGISTERS[register]
    found = {**field_types(record), **worked_out(record)}
    return {name: _KINDS[type_] for name, type_ in found.items()}


def no_field(register: str, name: str) -> Iterator[str]:
    """The sentence for a field that a register does not have; nothing when it has it."""
    if name not in kinds(register):
        topic = ["topic"] if REGISTERS[register].topical else []
        yield f"register {register} has no field '{name}'.{nearest(name, [*kinds(register), *topic])}"


def column_map_faults(column_map: ColumnMap) -> Iterator[Fault]:
    """A register or fields that a column map names and there are none, constants that are not what a field holds."""
    register = column_map.register_
    if register not in REGISTERS:
        yield ("register",), f"there is no register '{register}'.{nearest(register, list(REGISTERS))}"
        return
    for part in ("columns", "values", "constants", "not_yet", "told"):
        for name in getattr(column_map, part):
            yield from (((part, name), fault) for fault in no_field(register, name))
    typed = constants_of(REGISTERS[register], column_map.constants)
    for name in column_map.constants.keys() - typed.keys() & kinds(register).keys():
        what = f"'{column_map.constants[name]}' is not {kinds(register)[name]}, which {name} holds; correct it."
        yield ("constants", name), what


def condition_faults(register: str, conditions: Conditions) -> Iterator[str]:
    """Sentences for conditions that name a field which is not there, or ask of it what it cannot answer."""
    for name, condition in conditions.items():
        if name == "topic":
            yield from _topic_faults(register, condition)
        elif name == "in_post":
            yield from _post_faults(register, condition)
        elif name not in kinds(register):
            yield from no_field(register, name)
        elif isinstance(condition, Compare):
            yield from _compare_faults(register, name, condition)
        else:
            yield from _equal_faults(name, kinds(register)[name], condition)


def _post_faults(register: str, condition: Condition) -> Iterator[str]:
    if not {"start", "end"} <= kinds(register).keys():
        yield f"register {register} does not say who was in post; it has no start and end."
    elif condition is not True:
        yield "in_post is asked for as in_post: true."


def _topic_faults(register: str, condition: Condition) -> Iterator[str]:
    if not REGISTERS[register].topical:
        yield f"register {register} has no field that a topic could be looked for in."
    elif isinstance(condition, Compare):
        yield "topic is looked for by its words; write a topic of terms.yaml."


def _equal_faults(name: str, kind: str, condition: Condition) -> Iterator[str]:
    given = condition if isinstance(condition, tuple) else (condition,)
    yes_or_no = [isinstance(value, bool) for value in given]
    if kind == "yes or no" and not all(yes_or_no):
        yield f"field {name} is yes or no; write true or false."
    elif kind == "a day":
        yield f"field {name} is a day; ask for given, within or not_after."
    elif kind == "a number":
        yield f"field {name} is a number; ask for given, at_least or at_most."
    elif kind == "text" and any(yes_or_no):
        yield f"field {name} is text; write a word, or ask for given."


def _compare_faults(register: str, name: str, test: Compare) -> Iterator[str]:
    kind = kinds(register)[name]
    if not test.model_fields_set:
        yield f"nothing is asked of field {name}; write for example {{given: true}}."
    if (test.at_least or test.at_most) and kind != "a number":
        yield f"field {name} is not a number; at_least and at_most cannot be asked of it."
    for amount in (test.at_least, test.at_most):
        if amount and amount.percent and not 0 <= amount.value <= 1:
            yield f"field {name}: {amount} is no share of anything; write 0% to 100%."
    if (test.within or test.not_after) and kind != "a day":
        yield f"field {name} is not a day; within and not_after cannot be asked of it."
    if test.not_after:
        yield from _of_kind(register, test.not_after, "a day")


def _of_kind(register: str, name: str, kind: str) -> Iterator[str]:
    """The sentence for a field that is not there or does not hold what is needed."""
    yield from no_field(register, name)
    if kinds(register).get(name, kind) != kind:
        yield f"field {name} is not {kind}; name another field."


def setting_faults(indicator: Indicator) -> Iterator[str]:
    """Sentences for fields that the settings of an indicator name and its registers do not have."""
    if indicator.kind in ("coverage", "each"):
        if LINK[indicator.of] not in kinds(indicator.by):
            yield f"register {indicator.by} does not say which {indicator.of} a row is about; use another register."
        return
    register = getattr(indicator, "of", "")
    for kind, settings in (("a number", _NUMBERS), ("a day", _DAYS)):
        for name in _named(indicator, settings):
            if register != "totals" or kind != "a number":
                yield from _of_kind(register, name, kind)
    for name in _named(indicator, ("same",)):
        yield from no_field(register, name)
    if indicator.kind == "share" and indicator.matched:
        yield from no_field(register, indicator.matched.our_id)
        yield from no_field(indicator.matched.register_, indicator.matched.their_id)


def _named(indicator: Any, settings: tuple[str, ...]) -> list[str]:
    return [name for setting in settings if (name := getattr(indicator, setting, ""))]
