"""The registers that homes keep, as untidy as they are: each is known for what it is, and none for another."""

from pathlib import Path
from typing import Any

import pytest

from evidencepack.library import Library
from evidencepack.onboarding.proposal.model import Confidence, SheetProposal
from evidencepack.onboarding.proposal.propose import propose
from tests.made_folders import workbook

TAKEN = (Confidence.CERTAIN, Confidence.LIKELY)
A, B, C = "05/01/2026", "12/02/2026", "19/03/2027"


def look(folder: Path, library: Library, file: str, sheet: str, rows: list[list[Any]]) -> SheetProposal:
    folder.mkdir(exist_ok=True)
    workbook(folder / file, {sheet: rows})
    (found,) = propose(folder, library.column_maps, library.rules.terms).sheets
    return found


KEPT: list[tuple[str, str, str, list[list[Any]]]] = [
    ("complaints-log", "complaints 25-26.xlsx", "Sheet1",
     [["COMPLAINTS & CONCERNS"], [], ["DATE", "WHO BY", "COMPLAINT", "ACTION TAKEN", "UPHELD?", "CLOSED"],
      [A, "daughter", "lost dentures", "replaced", "Y", B]]),
    ("complaints-log", "Complaints.xlsx", "Log 2026",
     [["Date", "Name of person\ncomplaining", "Details of complaint", "Date\nacknowledged",
       "Outcome (upheld / not upheld)", "Date closed", "Days open"], [A, "Mrs K", "noise", A, "Upheld", B, 6]]),
    ("compliments-log", "Thank yous.xlsx", "2026",
     [["Compliments and thank you cards"], ["Date rec'd", "Who from", "Card / email / verbal", "Comment"],
      [A, "family", "card", "lovely"], [B, "GP", "verbal", "kind"]]),
    ("compliments-log", "Compliments & Gifts.xlsx", "Sheet1",
     [["DATE", "RECEIVED FROM", "COMPLIMENT", "STAFF MEMBER(S)", "GIFT?"], [A, "son", "great", "all", "N"]]),
    ("medicines-errors-log", "Med errors.xlsx", "Errors",
     [["MEDICATION ERRORS LOG"], ["Date", "Resident", "Error", "Staff involved", "GP / 111 contacted", "Harm?"],
      [A, "AB", "missed dose", "LK", "GP", "none"], [B, "CD", "wrong time", "MM", "111", "none"]]),
    ("medicines-errors-log", "Medication incidents 2026.xlsx", "Sheet1",
     [["No.", "Date of error", "Date found", "Type of error", "Name of medication", "Resident initials",
       "Reported to safeguarding Y/N", "Outcome"], [1, A, A, "Omission", "Paracetamol", "AB", "N", "no harm"]]),
    ("equipment-checks", "LOLER.xlsx", "LOLER 26",
     [["Hoists & slings"], ["Equipment", "Serial No", "Location", "Last LOLER", "Next due", "Contractor", "Pass/Fail"],
      ["Oxford hoist", "OX1", "Ground", A, C, "Hoistcare", "Pass"], ["Sling", "S4", "Store", A, C, "Hoistcare", "OK"]]),
    ("equipment-checks", "Maintenance schedule.xlsx", "Servicing",
     [["Item", "Frequency", "Last done", "Next due", "By whom", "Comments"],
      ["Fire alarm", "6 monthly", A, C, "FireSafe", ""], ["Legionella", "2 yearly", A, C, "WaterCo", "chase"]]),
    ("spot-checks", "competencies.xlsx", "Meds comps",
     [["Medication competency checks"], ["Staff", "Date of observation", "Assessor", "Competent Y/N", "Next due"],
      ["Ann Lee", A, "KW", "Y", C], ["Bo Ray", B, "KW", "N", ""]]),
    ("spot-checks", "Competency assessments 2026.xlsx", "Sheet1",
     [["NAME", "JOB ROLE", "COMPETENCY", "DATE ASSESSED", "ASSESSED BY", "RESULT", "REASSESS"],
      ["Ann Lee", "Senior", "Medication", A, "KW", "Pass", "01/27"]]),
    ("professional-visits", "GP & DN visits.xlsx", "Visits",
     [["Date", "Resident", "Visitor", "Profession", "Reason", "Outcome / advice"],
      [A, "AB", "Dr W", "GP", "chest", ""],
      [B, "CD", "N Smith", "DN", "dressing", "go on"]]),
    ("professional-visits", "Professional visits log.xlsx", "2026",
     [["Date of visit", "Time", "Name of professional", "Role", "Who seen", "Purpose of visit"],
      [A, "10:00", "Dr A", "GP", "AB", "review"], [B, "14:00", "B", "Chiropodist", "all", "feet"]]),
    ("agency-use", "Agency.xlsx", "Agency use",
     [["AGENCY USAGE 2026"], ["Week commencing", "Agency", "No. of shifts", "Hours", "Cost £", "Reason"],
      [A, "CareBank", 3, 36, 720, "sickness"], [B, "FastStaff", 1, 12, 240, "vacancy"]]),
    ("agency-use", "agency shifts.xlsx", "Sheet1",
     [["DATE", "SHIFT", "AGENCY NAME", "WORKER", "ROLE", "HRS", "INDUCTION DONE?"],
      [A, "N", "CareBank", "Joe P", "HCA", 12, "Y"], [B, "E", "FastStaff", "Kim T", "RGN", 8, "N"]]),
    ("dbs-list", "dbs & rtw.xlsx", "Sheet1",
     [["Staff name", "Role", "DBS number", "DBS date", "On update service?", "Right to work doc", "Visa expiry"],
      ["Ann Lee", "Carer", "001", A, "Y", "UK passport", "n/a"], ["Bo Ray", "Carer", "002", A, "N", "BRP", C]]),
    ("dbs-list", "RTW tracker.xlsx", "RTW",
     [["Employee", "Nationality", "Visa type", "Visa expiry date", "Share code checked on", "Next RTW check due"],
      ["Ann Lee", "Indian", "Skilled worker", C, A, C], ["Bo Ray", "Nigerian", "Student", C, B, C]]),
    ("dols-tracker", "DOLS 2026.xlsx", "Sheet1",
     [["DOLS"], ["NAME", "ROOM", "DATE SENT", "URGENT EXPIRES", "STANDARD AUTHORISED", "EXPIRY DATE", "CQC INFORMED"],
      ["AB", 1, A, A, B, C, "Y"], ["CD", 2, A, A, "waiting", "", ""]]),
    ("dols-tracker", "DoLS and MCA tracker.xlsx", "Sheet1",
     [["Resident name", "Capacity assessment date", "DoLS applied for", "Authority", "Status", "Date authorised",
       "Renewal date"], ["A B", A, A, "Northshire", "Granted", B, C], ["C D", A, A, "Northshire", "Pending", "", ""]]),
    ("safeguarding-log", "SG referrals.xlsx", "Sheet1",
     [["SAFEGUARDING REFERRALS"], ["Date", "Resident", "Alleged abuse", "Referred to LA (date)", "CQC notif. sent",
                                   "Outcome"], [A, "AB", "Physical", A, "Y", "NFA"]]),
    ("safeguarding-log", "Safeguarding tracker 2025-26.xlsx", "SG",
     [["Ref", "Date raised", "Person at risk", "Category of abuse", "Raised with council on", "Sec 42 enquiry?"],
      ["1", A, "AB", "Financial", A, "No"], ["2", B, "CD", "Self-neglect", B, "Yes"]]),
    ("incident-log", "Accident book.xlsx", "2026",
     [["ACCIDENT BOOK"], ["DATE", "TIME", "NAME", "WHERE", "TYPE", "INJURY Y/N", "999?", "NOK TOLD", "CQC"],
      [A, "10:00", "AB", "lounge", "Fall", "N", "N", "Y", "N"],
      [B, "02:00", "CD", "bedroom", "Fall", "Y", "Y", "Y", "Y"]]),
    ("incident-log", "Falls log.xlsx", "Falls",
     [["Date of fall", "Time", "Resident", "Location", "Witnessed Y/N", "Injury", "Action taken"],
      [A, "10:00", "AB", "lounge", "Y", "none", "obs"], [B, "02:00", "CD", "bedroom", "N", "skin tear", "dressing"]]),
    ("audit-log", "Monthly meds audit.xlsx", "Sheet1",
     [["MEDICATION AUDIT SUMMARY"], ["MONTH", "AUDITOR", "SCORE", "OUT OF"], ["Jan 26", "PN", 45, 50],
      ["Feb 26", "PN", 47, 50]]),
    ("policy-register", "Policy tracker.xlsx", "Sheet1",
     [["POLICY NAME", "VERSION", "DATE ISSUED", "REVIEW DATE", "OWNER", "STATUS"],
      ["Safeguarding", "3", A, C, "RM", "Current"], ["Complaints", "2", A, B, "RM", "OVERDUE"]]),
    ("staff-list", "Staff list.xlsx", "Staff",
     [["Name", "Job title", "Start date", "Notes"], ["Ann Lee", "Carer", A, ""], ["Bo Ray", "Cook", B, ""]]),
    ("training-matrix", "Training matrix.xlsx", "Sheet1",
     [["Name", "Moving & Handling", "Safeguarding"], ["Ann Lee", A, A], ["Bo Ray", B, B]]),
]  # fmt: skip


@pytest.mark.parametrize(("map_id", "file", "sheet", "rows"), KEPT, ids=[file for _, file, _, _ in KEPT])
def test_a_register_that_homes_keep_is_known(
    library: Library, tmp_path: Path, map_id: str, file: str, sheet: str, rows: list[list[Any]]
) -> None:
    found = look(tmp_path, library, file, sheet, rows)
    assert found.chosen and (found.chosen.map, found.confidence in TAKEN) == (map_id, True)
    assert found.chosen.read == found.chosen.looked_at


def test_what_every_row_is_by_the_title_is_said(library: Library, tmp_path: Path) -> None:
    _map_id, file, sheet, rows = next(kept for kept in KEPT if kept[1] == "competencies.xlsx")
    found = look(tmp_path, library, file, sheet, rows)
    assert found.chosen and (found.chosen.constants, found.confidence) == ({"what": "medicines"}, Confidence.LIKELY)


def test_a_log_of_days_is_not_taken_for_training_where_nothing_calls_it_so(library: Library, tmp_path: Path) -> None:
    rows = [["Employee", "Contract signed", "Locker key", "Uniform", "Handbook"], *([p, A, A, B, B] for p in "ABCD")]
    found = look(tmp_path, library, "Starters pack.xlsx", "Sheet1", rows)
    assert found.chosen is None
