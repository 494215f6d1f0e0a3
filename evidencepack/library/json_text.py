"""JSON told from other YAML, and laid out so that a reader of YAML 1.1 finds the same things on the same lines."""

import json
import re
from typing import Any

_STRING_OR_TAB = re.compile(r'"(?:[^"\\]|\\.)*"|\t')
# What YAML 1.1 does not take as a character of a quoted text as it stands; U+2028 and U+2029 end a line there.
_TO_ESCAPE = re.compile('["\\\\\u2028\u2029]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')


def json_value(text: str) -> Any:
    """What a text that begins like a JSON object or list stands for; None where it is not one, or too deep or long."""
    try:
        return json.loads(text, parse_constant=_not_json)
    except (ValueError, RecursionError):
        return None


def _not_json(word: str) -> Any:
    raise ValueError(word)  # Python reads NaN and Infinity, which are words in YAML and nothing in JSON


def as_yaml(text: str) -> str:
    r"""A JSON text in the words of YAML 1.1, line for line: a \u pair is one character, nothing else ends a line."""
    return _STRING_OR_TAB.sub(lambda found: " " if found[0] == "\t" else _quoted(json.loads(found[0])), text)


def _quoted(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(lambda found: f"\\U{ord(found[0]):08x}", text) + '"'
