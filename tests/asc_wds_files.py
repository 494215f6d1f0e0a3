"""ASC-WDS files made for one test, as the register writes them: no quotation marks where it writes none."""

from pathlib import Path

STAFF_HEADINGS = (
    "LOCALESTID,UNIQUEWORKERID,STATUS,DISPLAYID,NINUMBER,POSTCODE,DOB,GENDER,ETHNICITY,NATIONALITY,BRITISHCITIZENSHIP,"
    "COUNTRYOFBIRTH,YEAROFENTRY,DISABLED,CARECERT,L2CARECERT,RECSOURCE,HANDCVISA,INOUTUK,STARTDATE,STARTINSECT,DHA,"
    "APPRENTICE,EMPLSTATUS,ZEROHRCONT,DAYSSICK,SALARYINT,SALARY,HOURLYRATE,MAINJOBROLE,MAINJRDESC,CONTHOURS,AVGHOURS,"
    "NMCREG,AMHP,SCQUAL,NONSCQUAL,CWPCATEGORY"
)
NI, BORN, POSTCODE = "QQ123456C", "02/12/1973", "ZZ1 1ZZ"
TRAINING_HEADINGS = (
    "LOCALESTID,UNIQUEWORKERID,CATEGORY,TRAININGNAME,ACCREDITED,WHODELIVERED,PROVIDERNAME,HOWDELIVERED,VALIDITY,"
    "DATECOMPLETED,EXPIRYDATE,NOTES"
)
TRAINING_HEADINGS_BEFORE = "LOCALESTID,UNIQUEWORKERID,CATEGORY,DESCRIPTION,DATECOMPLETED,EXPIRYDATE,ACCREDITED,NOTES"
WORKPLACE_HEADINGS = (
    "LOCALESTID,STATUS,ESTNAME,ADDRESS1,ADDRESS2,ADDRESS3,POSTTOWN,POSTCODE,ESTTYPE,OTHERTYPE,PERMCQC,PERMLA,REGTYPE,"
    "PROVNUM,LOCATIONID,MAINSERVICE,ALLSERVICES,CAPACITY,UTILISATION,SERVICEDESC,SERVICEUSERS,OTHERUSERDESC,"
    "TOTALPERMTEMP,ALLJOBROLES,STARTERS,LEAVERS,VACANCIES,REASONS,REASONNOS"
)


def qualifications(count: int) -> str:
    """The headings of so many qualifications."""
    return "".join(f",QUALACH{n:02},QUALACH{n:02}NOTES" for n in range(1, count + 1))


def worker(
    code: str,
    place: str = "HOLLY",
    *,
    status: str = "UNCHECKED",
    name: str = "",
    started: str = "21/06/2020",
    role: str = "8",
    described: str = "",
    hours: str = "20",
    average: str = "",
    contract: str = "1",
    ethnicity: str = "45",
    more: str = ",52;2012,,,,,",
) -> str:
    """One row of a staff file; what is passed stands in it as it is, commas and all."""
    return (
        f"{place},{code},{status},{name or 'Worker ' + code},{NI},{POSTCODE},{BORN},2,{ethnicity},826,,826,,1,3,2,16,,"
        f"2,{started},2019,,1,{contract},2,0,3,,12.21,{role},{described},{hours},{average},,,2,2,{more}"
    )


def file_of(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """A file of these lines, ended as the register ends them: CRLF between rows, none after the last."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def staff_file(path: Path, *rows: str, headings: str = STAFF_HEADINGS, most: int = 3) -> Path:
    """A staff file whose headings are made for the worker with most qualifications."""
    return file_of(path, headings + qualifications(most), *rows)


def training_file(path: Path, *rows: str, headings: str = TRAINING_HEADINGS) -> Path:
    """A training file."""
    return file_of(path, headings, *rows)


def workplace_file(path: Path, *rows: str) -> Path:
    """A workplace file."""
    return file_of(path, WORKPLACE_HEADINGS, *rows)


def workplace(place: str, name: str, *, location: str = "", main: str = "2", movement: str = "1;0,2;999,3;0") -> str:
    """One row of a workplace file; `movement` is starters, leavers and vacancies by role."""
    return (
        f'{place},UPDATE,{name},"1 High Street,Flat 2",,,Exampleton,ZZ1 1ZZ,6,,1,0,2,1-1111111111,{location},{main},'
        f"{main};8,10;,9;,;,1;2,,12,8;7,{movement},,"
    )
