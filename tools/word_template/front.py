"""The two pages of summary. Fixed labels only: every sentence comes from the pack."""

from word_template import markup as m
from word_template.back import PARTS

# Under the heading "Requirements" the word itself would only cost a second line.
COUNTS = "{{ section.count_line | replace(' requirements met', ' met') | replace(' requirement met', ' met') }}"


def title_block() -> str:
    """Whose pack this is, of what, on which day."""
    return (
        m.p("Pack Kicker", "Evidence pack")
        + m.p("Title", "{{ service.name }}")
        + m.p("Subtitle", "{{ report.title }}")
        + m.p("Pack Meta", m.strong("On: "), "{{ pack.on_words }}")
        + m.p(
            "Pack Meta",
            m.strong("Service: "),
            "{{ [service.type, service.council] | present | join(', ') }}"
            "{% if service.location_id %}, location {{ service.location_id }}{% endif %}",
        )
        + m.p("Pack Meta", m.strong("Publisher: "), "{{ report.publisher }}, version {{ report.version }}")
        + m.when("report.stage_line", m.p("Pack Meta", m.strong("Stage: "), "{{ report.stage_line }}"))
        + m.GAP
        + m.when("report.what_it_is", m.p("Body Text", m.strong("{{ report.what_it_is }}")))
        + m.when("report.about", m.p("Body Text", "{{ report.about }}"))
    )


def summary(counted: str = "Expectations") -> str:
    """The first page."""
    return (
        m.p("caption", counted)
        + strip("report.counts", f"How many {counted.lower()} have each status")
        + m.each("line in report.summary", m.p("Body Text", "{{ line }}"))
        + m.when(
            "report.do_first",
            m.p("heading 3", "What to do first"),
            m.each(
                "first in report.do_first",
                m.p(
                    "List Number",
                    m.strong("{{ first.text }}"),
                    m.line(),
                    "{{ first.why }} ",
                    m.link("{{ first.action }}"),
                ),
            ),
        )
        + m.when(
            "report.best_evidenced",
            m.p("heading 3", "Best evidenced"),
            m.each("line in report.best_evidenced", m.p("List Bullet", "{{ line }}")),
        )
    )


def strip(counts: str, about: str) -> str:
    """How many have each status, side by side."""
    return (
        m.table(
            "Pack Strip",
            about,
            (m.WIDTH // 3,) * 3,
            m.row(
                m.cell(0, m.p("Pack Tag", f"{{%tc for each in {counts} %}}")),
                m.cell(0, m.p("Pack Count", "{{ each.count }}"), m.p("Pack Table Text", "{{r each.status | tag }}")),
                m.cell(0, m.p("Pack Tag", "{%tc endfor %}")),
            ),
        )
        + m.GAP
    )


def tally(counts: str) -> str:
    """How many have each status, in one line."""
    return m.each_run(f"each in {counts}", m.run("{{r each.status | tag }}"), m.run("\u00a0{{ each.count }}   "))


def changes() -> str:
    """What is different from the last pack."""
    columns = (("What", 3546), ("Before", 3100), ("Now", 3100))
    return m.p("heading 3", "Changed since {{ pack.changes_since }}") + m.listing(
        "What changed since the last pack",
        columns,
        "change in changes",
        ("{{ change.what }}",),
        ("{{ change.before }}",),
        (m.p("Pack Table Title", "{{ change.now }}"),),
    )


def all_expectations() -> str:
    """The second page: every expectation, its status and how many requirements are met; and what has changed."""
    widths = (500, 3300, 1550, 4396)
    titles = ("No.", "Expectation", "Status", "Requirements")
    rows = (
        m.row(*(m.cell(w, title, header=True) for w, title in zip(widths, titles, strict=True)), header=True),
        m.row_tag("for theme in themes", 4, m.WIDTH),
        m.row(m.cell(m.WIDTH, m.p("Pack Table Group", "{{ theme.title }}"), span=4)),
        m.row_tag("for section in theme.sections", 4, m.WIDTH),
        m.row(
            m.cell(widths[0], m.p("Pack Tight", m.link("{{ section.number }}"))),
            m.cell(widths[1], m.p("Pack Tight", "{{ section.title }}")),
            m.cell(widths[2], m.p("Pack Tight", "{{r section.status | tag }}")),
            m.cell(widths[3], m.p("Pack Tight", m.quiet(COUNTS))),
        ),
        m.row_tag("endfor", 4, m.WIDTH),
        m.row_tag("endfor", 4, m.WIDTH),
    )
    return (
        m.p("Pack Part", "All expectations")
        + m.table("Pack Tight Table", "Every expectation with its status", widths, *rows)
        + m.GAP
        + m.p("Pack Small", "Requirements:  ", tally("report.requirement_counts"))
        + m.p("Pack Small", "Further on:  ", further())
        + m.when("changes", changes())
    )


def further() -> str:
    """Links to the parts after the expectations."""
    return m.run(" · ").join(m.link(part) for part in PARTS)
