"""What CQC's files and the ASC-WDS workplace file say of a service: filled in, compared, and never guessed."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidencepack.files import Row, Sheet
from evidencepack.origin import Origin
from evidencepack.registers import FoundFact
from evidencepack.service import ServiceRead
from evidencepack.systems import Location, location_of, recognise
from tests.asc_wds_files import file_of, workplace, workplace_file
from tests.made_folders import KEY, said, sheet_of
from tests.words import each, read_service, words

REAL = os.environ.get("EVIDENCEPACK_REAL_FILES", "")
ID = "1-1000000001"
PREAMBLE = ("CQC Locations data", "", "This data was produced on 1 January 2026", "")
DIRECTORY = (
    "Name,Also known as,Address,Postcode,Phone number,Service's website (if available),Service types,"
    "Date of latest check,Specialisms/services,Provider name,Local authority,Region,Location URL,{id},"
    "CQC Provider ID (for office use only)"
)
TODAY, TYPO = "CQC Location ID (for office use only)", "CQC Location (for office use only"


def home(**more: Any) -> dict[str, Any]:
    """A location as the public interface gives it, of nobody."""
    contact = {"personFamilyName": "Invented", "personGivenName": "Zelda", "personRoles": ["Registered Manager"]}
    return {
        "locationId": ID, "name": "Made for a test", "registrationStatus": "Registered",
        "registrationDate": "2014-03-01",
        "postalCode": "ZZ1 1ZZ", "postalAddressLine1": "1 High Street", "postalAddressTownCity": "Exampleton",
        "localAuthority": "Aldermere", "numberOfBeds": 20, "gacServiceTypes": [{"name": "Residential homes"}],
        "currentRatings": {"overall": {"rating": "Good", "reportDate": "2022-06-09"}},
        "regulatedActivities": [{"name": "Accommodation", "code": "RA2", "contacts": [contact]}],
    } | more  # fmt: skip


def flat(found: Any, path: str = "") -> list[Row]:
    """The rows in which the source lays JSON out."""
    if isinstance(found, dict | list):
        items = found.items() if isinstance(found, dict) else enumerate(found)
        return [row for key, value in items for row in flat(value, f"{path}.{key}" if path else str(key))]
    return [(path, found)]


def location(**more: Any) -> Location:
    found = location_of("records/l.json", Sheet("", tuple(flat(home(**more)))))
    assert found
    return found


def assessed(*groups: tuple[str, str], overall: str = "", day: str = "2025-02-03") -> dict[str, Any]:
    """Ratings in the newer place, by group of services."""
    asg = [{"name": name, "rating": rating, "status": "Current"} for name, rating in groups]
    ratings: dict[str, Any] = {"asgRatings": asg, "overall": [{"rating": overall}] if overall else []}
    return {"assessment": [{"assessmentPlanPublishedDateTime": f"{day}T09:00:00", "ratings": ratings}]}


def read_with(folder: Path, files: dict[str, Any], yaml: str = "") -> ServiceRead:
    (folder / "records").mkdir(parents=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / "records" / name).write_text(text, encoding="utf-8")
    lines = ["format: 1", "id: made", "name: Made for a test", "type: care home", f"privacy_key: {KEY}", yaml]
    (folder / "service.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_service(folder)


def directory(*rows: str, id_: str = TODAY, above: tuple[str, ...] = PREAMBLE) -> str:
    return "\r\n".join([*above, DIRECTORY.format(id=id_), *rows])


def directory_row(number: str = ID, name: str = "Made for a test", types: str = "Residential homes") -> str:
    return (
        f'{name},,"1 High Street, Exampleton",ZZ1 1ZZ,0100,,{types},03/04/2025,,Provider,Aldermere,East,u,{number},1-1'
    )


def test_a_location_file_fills_what_service_yaml_leaves_out(tmp_path: Path) -> None:
    read = read_with(tmp_path, {"l.json": home()})
    made = read.service
    assert (made.location_id, made.council, made.registered, made.rating) == (ID, "Aldermere", date(2014, 3, 1), "Good")
    where = Origin("records/l.json")
    fact = FoundFact(value=True, origin=where, published_in="CQC location file")
    assert made.facts["registered-manager"] == fact
    assert not said(read)
    (account,) = read.accounts
    assert "the rating" in " ".join(each(account.notes))


def test_the_name_of_the_registered_manager_is_nowhere_in_what_was_read(tmp_path: Path) -> None:
    read = read_with(tmp_path, {"l.json": home()}, 'rating: "Outstanding"')
    kept = repr((read.service, read.accounts, read.problems, read.notes, read.names, location()))
    assert "Invented" not in kept
    assert "Zelda" not in kept


def test_service_yaml_holds_before_the_file_and_each_difference_is_said(tmp_path: Path) -> None:
    yaml = 'location_id: "1-1000000001"\ncouncil: Beldale\nrating: Outstanding\nregistered: 2015-01-01'
    read = read_with(
        tmp_path, {"l.json": home(name="Another name", gacServiceTypes=[{"name": "Homecare agencies"}])}, yaml
    )
    assert (read.service.council, read.service.rating, read.service.registered) == (
        "Beldale", "Outstanding", date(2015, 1, 1),
    )  # fmt: skip
    text = " ".join(said(read))
    for both in (
        "'Aldermere'",
        "'Beldale'",
        "'Good'",
        "'Outstanding'",
        "'1 March 2014'",
        "'home care'",
        "'Another name'",
    ):
        assert both in text


def test_a_rating_in_other_letters_is_no_difference(tmp_path: Path) -> None:
    read = read_with(tmp_path, {"l.json": home(currentRatings={"overall": {"rating": "requires Improvement"}})},
                     "rating: Requires improvement")  # fmt: skip
    assert not said(read)


@pytest.mark.parametrize("words", ["Not Rated", "No published rating", "Inspected but not rated", ""])
def test_what_is_no_rating_is_left_blank_and_is_no_problem(tmp_path: Path, words: str) -> None:
    read = read_with(tmp_path, {"l.json": home(currentRatings={"overall": {"rating": words}})})
    assert read.service.rating is None
    assert not said(read)


def test_the_newer_place_of_ratings_counts_where_it_is_newer() -> None:
    assert location(**assessed(("Care homes", "Requires Improvement"))).rating == "Requires improvement"
    assert location(**assessed(("Care homes", "Inadequate"), day="2021-01-01")).rating == "Good"
    assert location(currentRatings={}, **assessed(("Care homes", "Outstanding"))).rating == "Outstanding"
    assert location(**assessed(("Care homes", "No published rating"), day="")).rating == "Good"


def test_an_overall_rating_of_an_assessment_comes_before_those_of_its_services() -> None:
    found = location(**assessed(("Care homes", "Good"), ("Homecare", "Inadequate"), overall="Requires improvement"))
    assert (found.rating, found.rated_on) == ("Requires improvement", date(2025, 2, 3))


def test_services_rated_one_by_one_have_no_rating_as_a_whole_and_it_is_said() -> None:
    found = location(**assessed(("Care homes", "Good"), ("Homecare", "Inadequate")))
    assert found.rating == ""
    assert any("one by one" in line for line in each(found.notes))


def test_a_rating_marked_historic_is_not_the_rating() -> None:
    ratings = {"asgRatings": [{"name": "Care homes", "rating": "Inadequate", "status": "Historic"}], "overall": []}
    more = [{"assessmentPlanPublishedDateTime": "2025-02-03", "ratings": ratings}]
    assert location(assessment=more).rating == "Good"


def test_two_kinds_of_service_are_not_settled_for_anyone() -> None:
    both = [{"name": "Homecare agencies"}, {"name": "Supported living"}]
    assert location(gacServiceTypes=both).type is None
    assert location(gacServiceTypes=both).types == ("home care", "supported living")


def test_a_manager_must_be_named_for_every_regulated_activity() -> None:
    named = home()["regulatedActivities"]
    assert location().registered_manager is True
    assert location(regulatedActivities=[*named, {"name": "Personal care", "contacts": []}]).registered_manager is False
    assert location(regulatedActivities=[]).registered_manager is None


def test_a_manager_whom_cqc_notes_as_absent_is_said_and_not_filled_in(tmp_path: Path) -> None:
    read = read_with(tmp_path, {"l.json": home(registeredManagerAbsentDate="2026-01-28")})
    assert "registered-manager" not in read.service.facts
    assert any("since 28 January 2026" in line for line in said(read))


def test_a_location_that_is_no_longer_registered_is_a_problem(tmp_path: Path) -> None:
    gone = home(registrationStatus="Deregistered", deregistrationDate="2025-04-30", regulatedActivities=[])
    read = read_with(tmp_path, {"l.json": gone})
    assert any("no longer registered since 30 April 2025" in line for line in said(read))


def test_a_file_about_another_location_is_said_and_not_used(tmp_path: Path) -> None:
    read = read_with(tmp_path, {"l.json": home()}, 'location_id: "1-2222222222"')
    assert (read.service.rating, read.service.council) == (None, "")
    assert any("another location" in line for line in said(read))


def test_two_location_files_without_a_number_in_service_yaml_settle_nothing(tmp_path: Path) -> None:
    read = read_with(tmp_path, {"a.json": home(), "b.json": home(locationId="1-2222222222")})
    assert read.service.location_id == ""
    assert any("location_id" in line for line in said(read))


@pytest.mark.parametrize("id_", [TODAY, TYPO])
@pytest.mark.parametrize("above", [(), PREAMBLE])
def test_a_directory_gives_only_the_row_of_the_service(tmp_path: Path, id_: str, above: tuple[str, ...]) -> None:
    rows = directory_row("1-3333333333", "Another"), directory_row()
    read = read_with(tmp_path, {"d.csv": directory(*rows, id_=id_, above=above)}, f'location_id: "{ID}"')
    assert read.service.council == "Aldermere"
    assert not said(read)
    assert not read.records.supplied


def test_a_directory_without_a_number_is_asked_by_name_and_only_if_one_goes_by_it(tmp_path: Path) -> None:
    one = read_with(tmp_path / "one", {"d.csv": directory(directory_row(), directory_row("1-3333333333", "Another"))})
    assert one.service.location_id == ID
    two = read_with(tmp_path / "two", {"d.csv": directory(directory_row(), directory_row("1-3333333333"))})
    assert two.service.location_id == ""
    assert "No row is taken" in " ".join(line for account in two.accounts for line in each(account.notes))


def test_a_file_about_the_provider_is_said_to_be_one(tmp_path: Path) -> None:
    read = read_with(tmp_path, {"p.json": {"providerId": "1-1", "locationIds": [ID], "name": "Made for a test"}})
    assert [words(a.notes[0]).split(":")[0] for a in read.accounts] == ["CQC provider file"]


def test_a_day_that_could_be_either_way_round_is_not_read_and_is_said(tmp_path: Path) -> None:
    head = "Location ID,Location Name,Location Postal Code,Location HSCA start date,Location Latest Overall Rating"
    row = f"{ID},Made for a test,ZZ1 1ZZ,{{}},Good"
    unclear = read_with(tmp_path / "a", {"d.csv": "\n".join([head, row.format("3/4/2015 12:00:00 AM")])})
    assert unclear.service.registered is None
    assert any("day first or month first" in line for line in said(unclear))
    settled = "\n".join([head, row.format("3/4/2015 12:00:00 AM"), "1-3333333333,B,ZZ1 1ZZ,1/31/2015 12:00:00 AM,Good"])
    assert read_with(tmp_path / "b", {"d.csv": settled}).service.registered == date(2015, 3, 4)
    mixed = settled + "\n1-4444444444,C,ZZ1 1ZZ,31/1/2015,Good"
    assert read_with(tmp_path / "c", {"d.csv": mixed}).service.registered is None
    iso = "\n".join([head, row.format("2015-04-03T00:00:00Z")])
    assert read_with(tmp_path / "d", {"d.csv": iso}).service.registered == date(2015, 4, 3)


def test_a_list_of_a_council_with_na_in_place_of_blanks_is_read(tmp_path: Path) -> None:
    head = "name,cqc_id,type,address,postcode,telephone,website,provider,inspection_date,area_name,area_code,lon,lat"
    row = f'Made for a test,{ID},Residential homes,"1 High Street, Exampleton",ZZ1 1ZZ,NA,NA,NA,NA,NA,E1,0,0'
    path = file_of(tmp_path / "c.csv", head, row)
    found = location_of("c.csv", sheet_of(path), ID)
    assert found
    assert (found.type, found.council, found.rated_on, found.unclear) == ("care home", "", None, ())


def test_a_list_of_clients_is_no_directory(tmp_path: Path) -> None:
    path = file_of(tmp_path / "c.csv", "Name,Address,Postcode,Start date", "A,1 High Street,ZZ1 1ZZ,01/02/2026")
    assert recognise("c.csv", sheet_of(path)) is None
    assert location_of("c.csv", sheet_of(path), "", "A") is None


def test_a_workplace_file_gives_number_and_kind_and_no_monthly_figure(tmp_path: Path) -> None:
    rows = workplace("HOLLY", "Made for a test", location=ID, main="8"), workplace("OAK", "Oak House", main="2")
    path = workplace_file(tmp_path / "w.csv", *rows)
    found = location_of("w.csv", sheet_of(path), "", "Made for a test")
    assert found
    assert (found.location_id, found.type, found.name) == (ID, "home care", "Made for a test")
    known = recognise("w.csv", sheet_of(path))
    assert known
    assert known.map == ""
    assert "starters: 2, leavers: 4, vacancies today: 6" in " ".join(each(known.notes))


@pytest.mark.skipif(not REAL, reason="EVIDENCEPACK_REAL_FILES names no folder of exported files")
def test_every_location_file_that_was_published_is_read() -> None:
    files = sorted(p for p in Path(REAL).rglob("*.json") if '"locationId"' in p.read_text(encoding="utf-8"))
    assert files
    for path in files:
        raw = json.loads(path.read_text(encoding="utf-8"))
        found = location_of(path.name, sheet_of(path))
        assert found
        assert found.location_id == raw["locationId"]
        assert found.name == " ".join(raw["name"].split())
        assert found.active is (raw["registrationStatus"] == "Registered")
        assert not found.unclear
        rating = raw.get("currentRatings", {}).get("overall", {}).get("rating", "")
        assert found.rating == ("" if "rated" in rating or "published" in rating else rating)
