"""The two pages of summary. Fixed labels only: every sentence comes from the pack."""

from word_template.back import PARTS
from word_template.markup import (
    GAP,
    WIDTH,
    cell,
    each,
    each_run,
    link,
    listing,
    p,
    quiet,
    row,
    row_tag,
    run,
    strong,
    table,
    when,
)


def title_block() -> str:
    """Whose pack this is, of what, on which day."""
    return (
        p("Pack Kicker", "Evidence pack")
        + p("Title", "{{ service.name }}")
        + p("Subtitle", "{{ report.title }}")
        + p("Pack Meta", strong("On: "), "{{ pack.on_words }}")
        + p(
            "Pack Meta",
            strong("Service: "),
            "{{ [service.type, service.council] | present | join(', ') }}"
            "{% if service.location_id %}, location {{ service.location_id }}{% endif %}",
        )
        + p("Pack Meta", strong("Publisher: "), "{{ report.publisher }}, version {{ report.version }}")
        + when("report.stage_line", p("Pack Meta", strong("Stage: "), "{{ report.stage_line }}"))
        + GAP
        + when("report.what_it_is", p("Body Text", strong("{{ report.what_it_is }}")))
        + when("report.about", p("Body Text", "{{ report.about }}"))
    )


def summary(counted: str = "Expectations") -> str:
    """The first page."""
    return (
        p("caption", counted)
        + strip("report.counts", f"How many {counted.lower()} have each status")
        + each("line in report.summary", p("Body Text", "{{ line }}"))
        + when(
            "report.do_first",
            p("heading 3", "What to do first"),
            each(
                "first in report.do_first",
                p("List Number", strong("{{ first.text }}"), " {{ first.why }} ", link("{{ first.action }}")),
            ),
        )
        + when(
            "report.best_evidenced",
            p("heading 3", "Best evidenced"),
            each("line in report.best_evidenced", p("List Bullet", "{{ line }}")),
        )
    )


def strip(counts: str, about: str) -> str:
    """How many have each status, side by side."""
    return (
        table(
            "Pack Strip",
            about,
            (WIDTH // 3,) * 3,
            row(
                cell(0, p("Pack Tag", f"{{%tc for each in {counts} %}}")),
                cell(0, p("Pack Count", "{{ each.count }}"), p("Pack Table Text", "{{r each.status | tag }}")),
                cell(0, p("Pack Tag", "{%tc endfor %}")),
            ),
        )
        + GAP
    )


def tally(counts: str) -> str:
    """How many have each status, in one line."""
    return each_run(f"each in {counts}", run("{{r each.status | tag }}"), run("\u00a0{{ each.count }}   "))


def changes() -> str:
    """What is different from the last pack."""
    columns = (("What", 3546), ("Before", 3100), ("Now", 3100))
    return p("heading 3", "Changed since {{ pack.changes_since }}") + listing(
        "What changed since the last pack",
        columns,
        "change in changes",
        ("{{ change.what }}",),
        ("{{ change.before }}",),
        (p("Pack Table Title", "{{ change.now }}"),),
    )


def all_expectations() -> str:
    """The second page: every expectation, its status and how many requirements are met; and what has changed."""
    widths = (550, 4046, 1800, 3350)
    titles = ("No.", "Expectation", "Status", "Requirements")
    rows = (
        row(*(cell(w, title, header=True) for w, title in zip(widths, titles, strict=True)), header=True),
        row_tag("for theme in themes", 4, WIDTH),
        row(cell(WIDTH, p("Pack Table Group", "{{ theme.title }}"), span=4)),
        row_tag("for section in theme.sections", 4, WIDTH),
        row(
            cell(widths[0], p("Pack Tight", link("{{ section.number }}"))),
            cell(widths[1], p("Pack Tight", "{{ section.title }}")),
            cell(widths[2], p("Pack Tight", "{{r section.status | tag }}")),
            cell(widths[3], p("Pack Tight", quiet("{{ section.count_line }}"))),
        ),
        row_tag("endfor", 4, WIDTH),
        row_tag("endfor", 4, WIDTH),
    )
    return (
        p("Pack Part", "All expectations")
        + table("Pack Tight Table", "Every expectation with its status", widths, *rows)
        + GAP
        + p("Pack Small", "Requirements:  ", tally("report.requirement_counts"))
        + p("Pack Small", "Further on:  ", further())
        + when("changes", changes())
    )


def further() -> str:
    """Links to the parts after the expectations."""
    return run(" · ").join(link(part) for part in PARTS)
