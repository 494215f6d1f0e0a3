"""The pages of a tender's pack: its questions first, then what each answer can rest on. Fixed labels only."""

from word_template import back, front, sections
from word_template import markup as m

FACT_WIDTHS = (1500, 8246)
WRITTEN = (
    "{{ '{:,}'.format(section.bid.characters if 'character' in section.bid.limit else section.bid.words) }} written"
    "{% if section.bid.over is not none and section.bid.over > 0 %} (over){% endif %}"
)
LEFT = "{{ section.bid.facts_left }} more in the workbook, sheet Findings"
WORKING = "pack.edition == 'working'"  # what is for the writer of the answers is not handed over


def document() -> str:
    """document.xml."""
    before = title_block() + front.summary("Questions") + all_questions() + m.when(WORKING, costs())
    after = back.gap_register() + back.evidence_index() + back.not_read() + back.method()
    return m.whole(before + questions() + after)


def title_block() -> str:
    """Whose bid this helps, for which tender, by when."""
    tender = "report.tender"
    return (
        m.p("Pack Kicker", "Tender pack")
        + m.p("Title", "{{ service.name }}")
        + m.p("Subtitle", "{{ report.title }}")
        + m.p("Pack Meta", m.strong("Buyer: "), "{{ report.tender.buyer }}")
        + m.when(f"{tender}.reference", m.p("Pack Meta", m.strong("Reference: "), "{{ report.tender.reference }}"))
        + m.when(f"{tender}.closes", m.p("Pack Meta", m.strong("Closes: "), "{{ report.tender.closes }}"))
        + m.when(f"{tender}.shares", m.p("Pack Meta", m.strong("Shares: "), "{{ report.tender.shares }}"))
        + m.p("Pack Meta", m.strong("Records as on: "), "{{ pack.on_words }}")
        + m.when("report.stage != 'live'", m.p("Pack Meta", m.strong("Stage: "), "{{ report.stage_line }}"))
        + m.GAP
        + m.p("Body Text", m.strong("{{ report.what_it_is }}"))
        + m.p("Body Text", "{{ report.about }}")
    )


def all_questions() -> str:
    """Every question with its weight, its limit and how far it can be answered; the scale and the gates."""
    widths = (750, 4096, 800, 2000, 2100)
    titles = ("No.", "Question", "Weight", "Limit", "Status")
    written = (m.when("section.bid.words is not none", m.p("Pack Tight", m.quiet(WRITTEN))), m.end())
    rows = (
        m.row(*(m.cell(w, title, header=True) for w, title in zip(widths, titles, strict=True)), header=True),
        m.row_tag("for theme in themes", 5, m.WIDTH),
        m.row(m.cell(m.WIDTH, m.p("Pack Table Group", "{{ theme.title }}"), span=5)),
        m.row_tag("for section in theme.sections", 5, m.WIDTH),
        m.row(
            m.cell(widths[0], m.p("Pack Tight", m.link("{{ section.bid.number }}"))),
            m.cell(widths[1], m.p("Pack Tight", "{{ section.title }}")),
            m.cell(widths[2], m.p("Pack Tight", "{{ section.weight }}")),
            m.cell(widths[3], m.p("Pack Tight", "{{ section.bid.limit }}"), *written),
            m.cell(widths[4], m.p("Pack Tight", "{{r section.status | tag }}")),
        ),
        m.row_tag("endfor", 5, m.WIDTH),
        m.row_tag("endfor", 5, m.WIDTH),
    )
    return (
        m.p("Pack Part", "All questions")
        + m.table("Pack Tight Table", "Every question with its weight, limit and status", widths, *rows)
        + m.when(
            "report.tender.gates",
            m.p("heading 3", "Pass or fail, before any marks"),
            m.each("line in report.tender.gates", m.p("List Bullet", "{{ line }}")),
        )
        + m.when(
            "report.tender.scale",
            m.p("heading 3", "How answers are marked"),
            m.each(
                "mark in report.tender.scale", m.p("List Bullet", m.strong("{{ mark.mark }}: "), "{{ mark.means }}")
            ),
        )
        + m.when("changes", front.changes())
    )


def costs() -> str:
    """What may cost marks through all questions, the heaviest first."""
    columns = (("Question", 1000), ("Weight", 800), ("What, and why", 6646), ("Action", 1300))
    return m.p("heading 3", "What may cost marks, the heaviest question first") + m.when(
        "not report.tender.costs", m.p("Body Text", "Nothing was found.")
    ) + m.when(
        "report.tender.costs",
        m.listing(
            "What may cost marks",
            columns,
            "cost in report.tender.costs",
            (m.p("Pack Tight", m.link("{{ cost.question }}")),),
            (m.p("Pack Tight", "{{ cost.weight }}"),),
            (m.p("Pack Tight", m.strong("{{ cost.title }}"), m.quiet("  {{ cost.why | join(' ') }}")),),
            (m.when("cost.action", m.p("Pack Tight", m.link("{{ cost.action }}"))), m.end()),
        ),
    )  # fmt: skip


def _cost() -> tuple[str, ...]:
    return (
        m.p("Pack Table Title", "{{ cost.title }}"),
        m.when("cost.sentence", m.p("Pack Table Text", "{{ cost.sentence }}")),
        m.each("line in cost.why", m.p("Pack Flag", "{{ line }}")),
        m.end(),
    )


def questions() -> str:
    """A section for each question, under its lot."""
    return sections.by_theme(
        "{{ section.bid.number }}",
        asked(),
        m.when("section.bid.outline", m.p("heading 3", "Outline of the answer"), outline()),
        m.when(WORKING, m.p("heading 3", "Facts to quote"), facts()),
        m.when(f"not ({WORKING}) and section.bid.facts", m.p("heading 3", "What the records show"), shown()),
        m.when("section.bid.facts_left", m.p("Pack Small", LEFT)),
        m.when("section.bid.examples", m.p("heading 3", "Examples that fit"), fitting_examples()),
        m.when("section.bid.costs", m.p("heading 3", "What may cost marks here"), own_costs()),
    )


def asked() -> str:
    """The question, what its marks depend on, and how long the answer may be and is."""
    return (
        m.p("heading 3", "The question")
        + m.p(
            "Body Text",
            m.strong("Weight {{ section.weight }}. Limit: {{ section.bid.limit }}. "),
            "{{ section.bid.attachments }} {{ section.bid.count_line }}",
        )
        + m.p("Body Text", "{{ section.asks }}")
        + m.each("line in section.looks_for", m.p("List Bullet", "{{ line }}"))
        + m.when("section.headline", m.p("Pack Headline", "{{ section.headline }}"))
        + m.when("section.observation", m.p("Body Text", "{{ section.observation }}"))
        + sections.manager_view()
    )


def outline() -> str:
    """The six things an answer needs: from the records, or for the writer to add."""
    widths = (1900, 7846)
    content = (
        m.each("text in line.lines", m.p("Pack Table Text", "{{ text }}")),
        m.when("line.prompt", m.p("Pack Table Small", "{{ line.prompt }}")),
        m.end(),
    )
    return m.listing(
        "Outline of the answer",
        (("What it needs", widths[0]), ("From the records, or for you to add", widths[1])),
        "line in section.bid.outline",
        (m.p("Pack Table Title", "{{ line.slot }}"),),
        content,
    )


def facts() -> str:
    """The sentences in three lengths; a length that adds nothing only says so."""
    text = (
        m.when("fact.text and not fact.note", m.p("Pack Table Text", "{{ fact.text }}")),
        m.when("fact.note", m.p("Pack Table Small", "{{ fact.note }}")),
        m.when("fact.evidence and not fact.note", m.p("Pack Table Small", m.link("{{ fact.evidence | join(', ') }}"))),
        m.end(),
    )
    return m.listing(
        "Facts to quote, in three lengths",
        (("At most", FACT_WIDTHS[0]), ("Sentences made only from findings; EV1 and on are evidence", FACT_WIDTHS[1])),
        "fact in section.bid.facts",
        (
            m.p("Pack Table Title", "{{ fact.at_most }} words"),
            m.when("fact.text and not fact.note", m.p("Pack Table Small", "{{ fact.words }} used")),
            m.end(),
        ),
        text,
    )


def shown() -> str:
    """The sentences as they are handed over: in one length, each with its evidence numbers."""
    return m.each(
        "fact in section.bid.facts",
        m.p("Pack Lead", "{{ fact.text }}"),
        m.p("Pack Small", m.strong("Evidence: "), m.link("{{ fact.evidence | join(', ') }}")),
    )


def fitting_examples() -> str:
    """The complete examples, each in its four parts."""
    card = sections.examples()
    loop = "for example in section.examples"
    return card.replace(loop, f"{loop} if example.evidence in section.bid.examples")


def own_costs() -> str:
    """What may cost marks in one question."""
    columns = (("What the records show, and why it may cost marks", 8446), ("Action", 1300))
    return m.listing(
        "What may cost marks in this question",
        columns,
        "cost in section.bid.costs",
        _cost(),
        (m.when("cost.action", m.p("Pack Table Text", m.link("{{ cost.action }}"))), m.end()),
    )
