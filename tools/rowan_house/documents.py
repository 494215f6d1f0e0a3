"""The evidence files, and the list the home keeps of most of them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from rowan_house.files import Row, csv_file, docx_file, pdf_file, text_file

# path | title | date in the list | owner | topic | listed? | text (sentences parted by /)
_FILES = """
Equality and inclusion plan 2025-06-12.docx|Equality and inclusion plan|12/06/2025|Registered manager|Equality plan|y|Aims for 2025-26./Ask every new resident about faith, food, language and family in the first week./To be looked at again each June.
Training plan 2026-27 (2026-04-10).docx|Training plan 2026-27|10/04/2026|Deputy manager|Training plan|y|Courses by month, with the forum's speakers in June and September./Booster days are held in the lounge.
Minutes/Governance minutes 2026-03-17.docx|Governance minutes March 2026|17/03/2026|Registered manager|Governance|y|Present: seven./What families told us was read out./Five actions.
Minutes/Governance minutes 2026-07-21.docx|Governance minutes July 2026|21/07/2026|Registered manager|Governance|y|Present: six./The inclusion action plan was gone through line by line./Four actions.
Minutes/Residents meeting minutes 2026-09-09.docx|Residents' meeting, September 2026|09/09/2026|Activities co-ordinator|Residents' meeting|y|Harvest lunch was enjoyed./The welcome board is still with the printer.
Cultural identity audit report 2026-09-15.pdf|Audit report: cultural identity in care plans|15/09/2026|Registered manager|Cultural identity audit|y|Ten care plans were read./36 of 40 points./One plan names a faith but no contact.
Supervision audit 2026-09-22.docx|Audit report: staff supervision|22/09/2026|Provider's area lead|Supervision audit|y|Fifteen files were read./15 of 20 points against a pass mark of 17./Three staff waited more than ten weeks.
Registered manager certificate 2022-03-14.pdf|Registered manager certificate (copy)|14/03/2022|Registered manager|Registration|y|Made up for the sample./Registered manager since 14 March 2022.
Equality, diversity and inclusion policy v4 (2025-11-20).docx|Equality, diversity and inclusion policy v4|20/11/2025|Registered manager|Equality policy|y|How we treat one another./What to do when we get it wrong.
Newsletter Summer 2026.docx|Newsletter, summer 2026|01/07/2026|Activities co-ordinator|Newsletter|y|Windrush Day tea in pictures./The garden bed is planted & the herbs are up.
Letter from Dosti Lunch Club 2025-11-27.docx|Letter from Dosti Lunch Club|27/11/2025|Activities co-ordinator|Community letter|y|We felt welcome at Diwali./May we come again in spring?
Thank you letters - Blessing Okwuosa 2026-05-05.txt|Thank-you letters|05/05/2026|Team leader|Thanks|y|Three families wrote to thank the day team this spring.
Resident survey report August 2026.txt|Resident survey, August 2026|28/08/2026|Care co-ordinator|Survey|y|Twelve people answered on dignity and sixteen on culture./The culture score is a little lower than in winter.
Welcome leaflet - languages.docx||||||Hello in every language of the house.
"""  # noqa: E501
_WRITERS: dict[str, Callable[[Path, str, Iterable[str]], None]] = {
    ".docx": docx_file,
    ".pdf": pdf_file,
    ".txt": text_file,
}
_HEAD: Row = ("File", "Title", "Date", "Owner", "Topic", "Shelf")


def write(folder: Path) -> None:
    """documents/ and records/Document list.csv; the welcome leaflet is neither dated nor listed."""
    listed: list[Row] = [_HEAD]
    for line in _FILES.strip().splitlines():
        name, title, day, owner, topic, on_list, text = line.split("|")
        path = folder / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _WRITERS[path.suffix](path, title or path.stem, text.split("/"))
        if on_list:
            listed.append((f"documents/{name}", title, day, owner, topic, "B"))
    csv_file(folder / "records" / "Document list.csv", listed, "utf-8")
