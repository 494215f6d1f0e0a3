"""Text files made of templates: whatever a folder or a document holds, what is written of it is read back the same."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from evidencepack.library import read_yaml
from evidencepack.shipped import comment, filled_in, quoted, scalar
from evidencepack.text import one_line, visible

ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_a_value_is_read_back_as_it_was_but_for_what_nobody_sees(text: str) -> None:
    assert yaml.safe_load(f"a: {quoted(text)}") == {"a": visible(text)}


@pytest.mark.parametrize(
    "text", ["no", "on", "yes", "null", "1e5", "0x1", "~", "- a", "a: b", "a # b", "😀 House", "\ue000"]
)
def test_a_word_that_yaml_would_take_for_something_else_stays_text(text: str, tmp_path: Path) -> None:
    file = tmp_path / "service.yaml"
    file.write_text(f"name: {scalar(text)}\n", encoding="utf-8")
    assert read_yaml(file, file.name).data == {"name": text}


@given(ANY_TEXT)
def test_a_comment_is_never_read_as_a_value(text: str) -> None:
    assert yaml.safe_load(f"a: 1  # {one_line(text)}\n{comment(text, '  ')}\nb: 2") == {"a": 1, "b": 2}


def test_a_name_that_a_template_asks_for_and_nobody_gives_is_refused() -> None:
    with pytest.raises(UndefinedError, match="today"):
        filled_in("framework.yaml", id="my-own")
