"""The pages of a tender's pack: its questions first, then what each answer can rest on. Fixed labels only."""

from word_template import back, front, sections
from word_template.markup import (
    GAP,
    WIDTH,
    anchor,
    cell,
    each,
    end,
    link,
    listing,
    p,
    quiet,
    row,
    row_tag,
    strong,
    table,
    when,
    whole,
)

FACT_WIDTHS = (1500, 8246)


def document() -> str:
    """document.xml."""
    before = title_block() + front.summary("Questions") + all_questions() + costs()
    after = back.gap_register() + back.evidence_index() + back.not_read() + back.method()
    return whole(before + questions() + after)


def title_block() -> str:
    """Whose bid this helps, for which tender, by when."""
    tender = "report.tender"
    return (
        p("Pack Kicker", "Tender pack")
        + p("Title", "{{ service.name }}")
        + p("Subtitle", "{{ report.title }}")
        + p("Pack Meta", strong("Buyer: "), "{{ report.tender.buyer }}")
        + when(f"{tender}.reference", p("Pack Meta", strong("Reference: "), "{{ report.tender.reference }}"))
        + when(f"{tender}.closes", p("Pack Meta", strong("Closes: "), "{{ report.tender.closes }}"))
        + when(f"{tender}.shares", p("Pack Meta", strong("Shares: "), "{{ report.tender.shares }}"))
        + p("Pack Meta", strong("Records as on: "), "{{ pack.on_words }}")
        + when("report.stage_line", p("Pack Meta", strong("Stage: "), "{{ report.stage_line }}"))
        + GAP
        + p("Body Text", strong("{{ report.what_it_is }}"))
        + p("Body Text", "{{ report.about }}")
    )


def all_questions() -> str:
    """Every question with its weight, its limit and how far it can be answered; the scale and the gates."""
    widths = (750, 3496, 800, 1500, 1200, 2000)
    titles = ("No.", "Question", "Weight", "Limit", "Written", "Status")
    rows = (
        row(*(cell(w, title, header=True) for w, title in zip(widths, titles, strict=True)), header=True),
        row_tag("for theme in themes", 6, WIDTH),
        row(cell(WIDTH, p("Pack Table Group", "{{ theme.title }}"), span=6)),
        row_tag("for section in theme.sections", 6, WIDTH),
        row(
            cell(widths[0], p("Pack Tight", link("{{ section.bid.number }}"))),
            cell(widths[1], p("Pack Tight", "{{ section.title }}")),
            cell(widths[2], p("Pack Tight", "{{ section.weight }}")),
            cell(widths[3], p("Pack Tight", "{{ section.bid.limit }}")),
            cell(widths[4], p("Pack Tight", "{% if section.bid.words is none %}–"
                              "{% elif 'character' in section.bid.limit %}"
                              "{{ '{:,}'.format(section.bid.characters) }}{% else %}"
                              "{{ '{:,}'.format(section.bid.words) }}{% endif %}"
                              "{% if section.bid.over is not none and section.bid.over > 0 %} (over){% endif %}")),
            cell(widths[5], p("Pack Tight", "{{r section.status | tag }}")),
        ),
        row_tag("endfor", 6, WIDTH),
        row_tag("endfor", 6, WIDTH),
    )  # fmt: skip
    return (
        p("Pack Part", "All questions")
        + table("Pack Tight Table", "Every question with its weight, limit and status", widths, *rows)
        + when(
            "report.tender.gates",
            p("heading 3", "Pass or fail, before any marks"),
            each("line in report.tender.gates", p("List Bullet", "{{ line }}")),
        )
        + when(
            "report.tender.scale",
            p("heading 3", "How answers are marked"),
            each("mark in report.tender.scale", p("List Bullet", strong("{{ mark.mark }}: "), "{{ mark.means }}")),
        )
        + when("changes", front.changes())
    )


def costs() -> str:
    """What will cost marks through all questions, the heaviest first."""
    columns = (("Question", 1000), ("Weight", 800), ("What, and why", 6646), ("Action", 1300))
    return p("heading 3", "What will cost marks, the heaviest question first") + when(
        "not report.tender.costs", p("Body Text", "Nothing was found.")
    ) + when(
        "report.tender.costs",
        listing(
            "What will cost marks",
            columns,
            "cost in report.tender.costs",
            (p("Pack Tight", link("{{ cost.question }}")),),
            (p("Pack Tight", "{{ cost.weight }}"),),
            (p("Pack Tight", strong("{{ cost.title }}"), quiet("  {{ cost.why | join(' ') }}")),),
            (when("cost.action", p("Pack Tight", link("{{ cost.action }}"))), end()),
        ),
    )  # fmt: skip


def _cost() -> tuple[str, ...]:
    return (
        p("Pack Table Title", "{{ cost.title }}"),
        when("cost.sentence", p("Pack Table Text", "{{ cost.sentence }}")),
        each("line in cost.why", p("Pack Flag", "{{ line }}")),
        end(),
    )


def questions() -> str:
    """A section for each question, under its lot."""
    return each(
        "theme in themes",
        when("loop.first", p("Pack Part", "{{ theme.title }}")),
        when("not loop.first", p("heading 1", "{{ theme.title }}")),
        each(
            "section in theme.sections",
            p("heading 2", anchor("{{ section.bid.number }}"), "  {{ section.title }}"),
            p("Pack Status Line", "{{r section.status | tag }}", quiet("   {{ section.count_line }}")),
            asked(),
            p("heading 3", "Outline of the answer"),
            outline(),
            p("heading 3", "Facts to quote"),
            facts(),
            when("section.bid.examples", p("heading 3", "Examples that fit"), fitting_examples()),
            when("section.bid.costs", p("heading 3", "What will cost marks here"), own_costs()),
        ),
    )


def asked() -> str:
    """The question, what its marks depend on, and how long the answer may be and is."""
    return (
        p("heading 3", "The question")
        + p(
            "Body Text",
            strong("Weight {{ section.weight }}. Limit: {{ section.bid.limit }}. "),
            "{{ section.bid.attachments }} {{ section.bid.count_line }}",
        )
        + p("Body Text", "{{ section.asks }}")
        + each("line in section.looks_for", p("List Bullet", "{{ line }}"))
        + when("section.headline", p("Pack Headline", "{{ section.headline }}"))
        + when("section.observation", p("Body Text", "{{ section.observation }}"))
        + sections.manager_view()
    )


def outline() -> str:
    """The six things an answer needs: from the records, or for the writer to add."""
    widths = (1900, 7846)
    content = (
        each("text in line.lines", p("Pack Table Text", "{{ text }}")),
        when("line.prompt", p("Pack Table Small", "{{ line.prompt }}")),
        end(),
    )
    return listing(
        "Outline of the answer",
        (("What it needs", widths[0]), ("From the records, or for you to add", widths[1])),
        "line in section.bid.outline",
        (p("Pack Table Title", "{{ line.slot }}"),),
        content,
    )


def facts() -> str:
    """The sentences in three lengths; a length that adds nothing only says so."""
    text = (
        when("fact.text and not fact.note", p("Pack Table Text", "{{ fact.text }}")),
        when("fact.note", p("Pack Table Small", "{{ fact.note }}")),
        when("fact.evidence and not fact.note", p("Pack Table Small", link("{{ fact.evidence | join(', ') }}"))),
        end(),
    )
    return listing(
        "Facts to quote, in three lengths",
        (("At most", FACT_WIDTHS[0]), ("Sentences made only from findings; EV1 and on are evidence", FACT_WIDTHS[1])),
        "fact in section.bid.facts",
        (
            p("Pack Table Title", "{{ fact.at_most }} words"),
            when("fact.text and not fact.note", p("Pack Table Small", "{{ fact.words }} used")),
            end(),
        ),
        text,
    ) + when(
        "section.bid.facts_left",
        p("Pack Small", "{{ section.bid.facts_left }} more in the workbook, sheet Findings"),
    )  # fmt: skip


def fitting_examples() -> str:
    """The complete examples, each in its four parts."""
    card = sections.examples()
    loop = "for example in section.examples"
    return card.replace(loop, f"{loop} if example.evidence in section.bid.examples")


def own_costs() -> str:
    """What will cost marks in one question."""
    columns = (("What the records show, and why it costs marks", 8446), ("Action", 1300))
    return listing(
        "What will cost marks in this question",
        columns,
        "cost in section.bid.costs",
        _cost(),
        (when("cost.action", p("Pack Table Text", link("{{ cost.action }}"))), end()),
    )
