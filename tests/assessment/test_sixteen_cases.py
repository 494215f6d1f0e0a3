"""Sixteen cases that people who check care services argue about, each come out as it was written down beforehand."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evidencepack.assessment import Assessment, Finding, as_of
from evidencepack.frameworks.framework import Requirement
from evidencepack.library import Library
from evidencepack.pack.build import build_pack
from evidencepack.pack.figures import figure_words, shortfall
from evidencepack.pack.model import Section
from evidencepack.pipeline import read_service
from evidencepack.registers import Complaint, Incident, Leader, Records, Training
from evidencepack.statuses import Standing, Status
from tests.made_folders import STAFF, csv_bytes, workbook
from tests.made_folders import service as service_folder
from tests.people import (
    BANDS,
    CULTURE,
    ON,
    ago,
    answers,
    ask,
    assessed,
    audit,
    codes,
    counts,
    expectation,
    framework,
    left_out,
    material,
    noted,
    record,
    records,
    requirement,
    review,
    said,
    sentence,
    service,
    staff,
    supervised,
    supervision,
    team,
    trained,
    training,
    unread,
)

SAF = "cqc-saf-2023"
TOPICS = ("fire safety", "first aid", "dignity", "equality", "safeguarding", "medicines", "values", "falls", "consent")
NINE = tuple(requirement("training-in-date", {"topic": topic}, **BANDS) for topic in TOPICS)


def shipped(library: Library, id_: str, where: str = SAF) -> Requirement:
    """A requirement of a framework that is shipped."""
    return next(r for e in library.framework(where).expectations for r in e.requirements if r.id == id_)


def short_by(library: Library, found: Finding) -> str:
    return shortfall(found, library.messages)


def complaint(received: int, closed: int | None = None, **more: Any) -> Complaint:
    """Received and closed so many days before the day."""
    done = None if closed is None else ago(closed)
    return record(Complaint, received=ago(received), closed=done, code=f"C{received}", **more)


def leaders(count: int, **more: Any) -> list[Leader]:
    """So many leaders of one group, with codes of their own."""
    group = " ".join(map(str, more.values()))
    return [record(Leader, code=f"{group} {i}", role="Team leader", start=ago(900), **more) for i in range(count)]


def printed(library: Library, found: Assessment, rows: Records) -> list[Section]:
    """The sections of a pack of one assessment."""
    return list(build_pack([found], material(library, rows)).reports[0].sections)


def test_case_a_supervision_of_thirty_nine_of_the_forty_three_who_count(library: Library) -> None:
    away = [staff(f"L{i}", leave_from=date(2026, 5, 1)) for i in range(3)]
    new = [staff(f"N{i}", start=ago(20)) for i in range(2)]
    meetings = [m for p in team(43)[:39] for m in supervised(p.code)]
    six = requirement("supervision-often-enough", {"times": 6}, **BANDS)
    found = ask(library, six, records(team(43), away, new, meetings))
    assert (found.status, counts(found)) == (Status.MET, (39, 43))
    assert left_out(found) == {"on leave": 3, "started within 8 weeks": 2}


def test_case_b_everyone_supervised_in_one_fortnight_is_not_six_a_year(library: Library) -> None:
    home = service(own_policy={"supervisions-a-year": 6})
    meetings = [supervision(p.code, ago(i % 14)) for i, p in enumerate(team(43))]
    found = ask(library, shipped(library, "supervision-often-enough"), records(team(43), meetings), home)
    assert (found.status, counts(found), found.own_policy_used) == (Status.NOT_MET, (0, 43), True)


def test_case_c_a_complaint_open_for_two_hundred_days_is_one_of_three_late(library: Library) -> None:
    home = service(own_policy={"complaint-answer": "28 days"})
    rows = records(complaint(200), complaint(120, 100), complaint(60, 40))
    found = ask(library, shipped(library, "complaints-answered"), rows, home)
    assert (found.status, counts(found), found.own_policy_used) == (Status.NOT_MET, (2, 3), True)
    assert (found.measured.facts["late"], found.measured.facts["open_late"]) == ("1", "1")
    assert sentence(library, found).startswith("Of 3 complaints")
    assert "2 (67%) had one in time" in sentence(library, found)
    assert figure_words(found, library.messages) == "2 of 3 (67%)"


def test_case_d_an_agreed_extension_moves_the_limit(library: Library) -> None:
    home = service(own_policy={"complaint-answer": "28 days"})
    in_time = [complaint(300 - i, 280 - i) for i in range(4)]
    waiting = complaint(41, extended_to=ago(41) + timedelta(50))
    rows = records(in_time, complaint(90, 30), waiting)
    found = ask(library, shipped(library, "complaints-answered"), rows, home)
    assert (found.status, counts(found)) == (Status.PARTLY_MET, (4, 5))
    assert left_out(found) == {"open and not yet due": 1}


def test_case_e_no_complaint_in_a_register_that_was_given_is_a_question(library: Library) -> None:
    asked = shipped(library, "complaints-recorded")
    found = ask(library, asked, records(supplied=["complaints"]))
    assert (found.status, found.measured.figure, codes(found)) == (Status.FOR_INFORMATION, 0, ["SILENT_REGISTER"])
    assert sentence(library, found).startswith("No complaint")
    looked = service(facts={"nil-check-complaints": {"value": True, "checked": "2026-10-01"}})
    assert codes(ask(library, asked, records(supplied=["complaints"]), looked)) == []
    assert ask(library, asked, records()).status is Status.NOT_SUPPLIED


def test_case_f_a_service_opened_four_months_ago_is_asked_for_four_months(library: Library) -> None:
    opened = date(2026, 7, 1)
    home = service(registered=opened, rating="")
    audits = [audit(date(2026, month, 12), topic="Medicines") for month in (7, 8, 9, 10)]
    monthly = requirement("audits-every-month", {"topic": "medicines"}, at_least="100%", window="12 months")
    found = ask(library, monthly, records(audits), home)
    assert (found.status, counts(found)) == (Status.MET, (4, 4))
    people = team(8, start=opened)
    appraisals = ask(library, shipped(library, "appraisals"), records(people, supervision("S1", ago(9))), home)
    assert (appraisals.status, left_out(appraisals)) == (Status.NONE_DUE, {"started within 12 months": 8})
    rating = ask(library, shipped(library, "rating-displayed"), records(people), home)
    assert (rating.status, said(rating.reason or "")) == (Status.NOT_APPLICABLE, "the service has no published rating")


def test_case_g_the_make_up_of_four_leaders_is_little_to_go_on(library: Library) -> None:
    rows = records(leaders(2, sex="Female"), leaders(2, sex="Male"))
    (result,) = assessed(library, framework(expectation(requirement("leaders-women"))), rows).results
    assert [f.status for f in result.findings] == [Status.TOO_FEW]
    assert result.standing is Standing.LITTLE_TO_GO_ON


def test_case_h_eleven_of_twelve_leaders_in_one_group_is_not_printed(library: Library) -> None:
    rows = records(leaders(11, ethnic_group="White British"), leaders(1, ethnic_group="Black African"))
    found = ask(library, requirement("leaders-white-british"), rows)
    assert (found.status, found.measured.figure, found.measured.numerator) == (Status.TOO_FEW, None, None)
    assert found.measured.trace == () and figure_words(found, library.messages) == ""
    assert "not printed" in sentence(library, found)
    assert not any(n in sentence(library, found) for n in ("11", "12", "92"))


def test_case_i_four_of_five_met_and_the_register_of_the_duty_not_supplied(library: Library) -> None:
    duty = shipped(library, "incidents-notified")
    event = record(Incident, date=ago(60), type="Serious injury", code="I1", notifiable=True)
    people = team(10)
    courses = [training(p.code, ago(30), course=topic) for p in people for topic in TOPICS[:4]]
    rows = records(people, courses, event)
    found = assessed(library, framework(expectation(*NINE[:4], duty)), rows)
    assert [f.status for f in found.results[0].findings] == [*[Status.MET] * 4, Status.NOT_SUPPLIED]
    (section,) = printed(library, found, rows)
    assert (section.status.code, section.headline) == ("partly shown", "Legal duty not evidenced")
    assert section.count_line == "4 of 5 requirements met; 1 not supplied"


def test_case_j_one_partly_met_of_nine_and_eight_met_of_nine_are_told_apart(library: Library) -> None:
    def lines(good: dict[str, int]) -> tuple[str, str]:
        courses = [training(p.code, ago(30), course=t) for t, n in good.items() for p in team(10)[:n]]
        rows = records(team(10), courses)
        (section,) = printed(library, assessed(library, framework(expectation(*NINE)), rows), rows)
        return section.status.code, section.count_line

    one = lines(dict.fromkeys(TOPICS, 5) | {"falls": 8})
    assert one == ("partly shown", "0 of 9 requirements met; 1 partly met; 8 not met")
    eight = lines(dict.fromkeys(TOPICS, 10) | {"falls": 5})
    assert eight == ("mostly shown", "8 of 9 requirements met; 1 not met")


def test_case_k_one_too_few_and_four_without_evidence_is_little_to_go_on(library: Library) -> None:
    asked = [requirement("feedback-positive", {"topic": topic}, **BANDS) for topic in ("dignity", *TOPICS[4:8])]
    rows = records(answers(4, 1))
    found = assessed(library, framework(expectation(*asked)), rows)
    assert [f.status for f in found.results[0].findings] == [Status.TOO_FEW, *[Status.NO_EVIDENCE] * 4]
    (section,) = printed(library, found, rows)
    assert section.status.code == "little to go on"
    assert section.count_line == "0 of 5 requirements met; 4 without evidence; 1 too few to judge"


def test_what_nobody_could_meet_or_miss_is_counted_apart(library: Library) -> None:
    asked = requirement("complaints-recorded", window="12 months")
    rows = records(team(10), trained(team(10)), complaint(30, 9))
    (section,) = printed(library, assessed(library, framework(expectation(CULTURE, asked)), rows), rows)
    assert (section.status.code, section.count_line) == ("shown", "1 of 1 requirement met; 1 for information")


def test_case_l_forty_three_of_forty_eight_is_one_person_short_of_nine_in_ten(library: Library) -> None:
    found = ask(library, CULTURE, records(team(48), trained(team(43))))
    assert (found.status, figure_words(found, library.messages)) == (Status.PARTLY_MET, "43 of 48 (89.6%)")
    assert "89.6%" in sentence(library, found)
    assert short_by(library, found) == "One more would meet 90%."


def test_case_m_who_gives_no_medicines_is_not_required(library: Library) -> None:
    givers, others = team(48)[:30], team(48)[30:]
    done = [training(p.code, ago(100), course="Medicines administration", validity=12) for p in givers]
    none = [training(p.code, course="Medicines administration", state="not required") for p in others]
    asked = requirement("training-in-date", {"topic": "medicines"}, **BANDS)
    found = ask(library, asked, records(givers, others, done, none))
    assert (found.status, counts(found)) == (Status.MET, (30, 30))
    assert left_out(found) == {"who need not have it": 18}


def test_case_n_forty_eight_ticks_without_a_day_are_unclear(library: Library) -> None:
    found = ask(library, CULTURE, records(team(48), [training(p.code, state="undated") for p in team(48)]))
    assert (found.status, codes(found)) == (Status.UNCLEAR, ["UNDATED"])
    assert "48 are ticked as done without a day" in " ".join(noted(found))


def test_case_o_unread_rows_leave_it_unclear_and_both_figures_are_printed(library: Library) -> None:
    given = [review("P1", ago(i), person_involved=i < 40) for i in range(43)]
    bad = [unread("reviews", person=f"P{i}") for i in range(5)]
    found = ask(library, requirement("reviews-involve-person", **BANDS), records(given, bad))
    assert (found.status, found.measured.unread) == (Status.UNCLEAR, 5)
    assert figure_words(found, library.messages) == "between 40 of 48 (83%) and 45 of 48 (94%)"


def test_case_p_a_course_in_the_matrix_and_in_the_platform_export_is_counted_once(
    library: Library, tmp_path: Path
) -> None:
    matrix = [["Staff Name", "Cultural awareness"], ["Ama Quartey", date(2026, 3, 2)], ["Bram Oosterhuis", None]]
    export = [
        ["Learner ID", "Course title", "Enrolment status", "Completion date"],
        ["0101", "Cultural Awareness", "Completed", "2026-03-02 13:50:00"],
        ["0102", "Cultural awareness", "Completed", "2026-04-07 09:12:00"],
    ]
    sources = [("records/Staff.xlsx", "", "staff-list"), ("records/Matrix.xlsx", "", "training-matrix")]
    folder = service_folder(tmp_path / "made", [*sources, ("records/Export.csv", "", "training-export")])
    workbook(folder / "records" / "Staff.xlsx", {"Staff": STAFF})
    workbook(folder / "records" / "Matrix.xlsx", {"Matrix": matrix})
    (folder / "records" / "Export.csv").write_bytes(csv_bytes(export))
    read = read_service(folder, library).records
    done = [(r.staff, r.completed) for r in read.of("training") if isinstance(r, Training) and r.completed]
    assert sorted(done) == [("0101", date(2026, 3, 2)), ("0102", date(2026, 4, 7))]
    found = ask(library, CULTURE, as_of(read, ON)[0])
    assert counts(found) == (2, 3)
    assert len(found.measured.trace) == 3
