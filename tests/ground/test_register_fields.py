"""What the columns of a register hold, told once for all who ask."""

from evidencepack.library.checks.registers import kinds
from evidencepack.registers import REGISTERS, Audit, Staff, field_names, field_types, required_fields, worked_out


def test_every_column_of_every_register_has_a_plain_type() -> None:
    for record in REGISTERS.values():
        assert tuple(field_types(record)) == field_names(record)
        assert set(required_fields(record)) <= set(field_names(record))


def test_a_column_that_may_be_blank_has_the_type_of_what_else_it_holds() -> None:
    types = field_types(Staff)
    assert (types["start"], types["end"], types["name"]) == ("date", "date", "str")


def test_what_a_register_works_out_may_be_asked_for_beside_its_columns() -> None:
    assert worked_out(Audit) == {"percent": "float", "below_pass_mark": "bool"}
    assert (kinds("audits")["percent"], kinds("audits")["below_pass_mark"]) == ("a number", "yes or no")
