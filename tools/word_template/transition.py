"""The pages of a transition: what to do first, what carries over, what is new, what is gone. Fixed labels only."""

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

FOOTER = "{{ service.name }} · {{ transition.title }} · {{ transition.on_words }}"


def document() -> str:
    """document.xml."""
    return whole(title_block() + first_steps() + newly() + carried() + no_longer() + uncertain() + evidence())


def title_block() -> str:
    """Whose, from what to what, on which day, and what it comes to."""
    side = "{{ %s.title }} ({{ %s.publisher }}). {{ %s.stage_line }}"
    return (
        p("Pack Kicker", "Moving to another framework")
        + p("Title", "{{ service.name }}")
        + p("Subtitle", "{{ transition.title }}")
        + p("Pack Meta", strong("Records as on: "), "{{ transition.on_words }}")
        + p("Pack Meta", strong("From: "), side % (("earlier",) * 3))
        + p("Pack Meta", strong("To: "), side % (("report",) * 3))
        + GAP
        + p("Body Text", strong("{{ transition.what_it_is }}"))
        + when("transition.until", p("Body Text", "{{ transition.until }}"))
        + tallies()
        + each("line in transition.summary", p("List Bullet", "{{ line }}"))
    )


def tallies() -> str:
    """What was counted, side by side."""
    cells = (
        cell(0, p("Pack Tag", "{%tc for each in transition.tallies %}")),
        cell(0, p("Pack Count", "{{ each.count }}"), p("Pack Table Text", "{{ each.what }}")),
        cell(0, p("Pack Tag", "{%tc endfor %}")),
    )
    return table("Pack Strip", "What the two frameworks share, in numbers", (WIDTH // 3,) * 3, row(*cells)) + GAP


def first_steps() -> str:
    """At most ten things, the first to do first."""
    columns = (("No.", 550), ("What", 4596), ("Why it comes early", 2550), ("Who, by when", 2050))
    what = (
        p("Pack Table Title", "{{ step.text }}"),
        p("Pack Table Small", "{{ step.cause }}; expectation{% if step.numbers | length > 1 %}s{% endif %} ",
          link("{{ step.numbers | join(', ') }}")),
    )  # fmt: skip
    who = (
        when("step.owner", p("Pack Table Text", "{{ step.owner }}")),
        when("step.due_words", p("Pack Table Text", "{{ step.due_words }}")),
        when("step.agreed", p("Pack Table Small", "Agreed")),
        end(),
    )
    return (
        p("heading 1", "What to do first")
        + when(
            "transition.first",
            listing(
                "The first things to do",
                columns,
                "step in transition.first",
                ("{{ loop.index }}",),
                what,
                ("{{ step.why }}",),
                who,
            ),
        )
        + p("Pack Small", "{{ transition.first_note }}")
    )


def newly() -> str:
    """What is asked anew and not shown yet."""
    columns = (("No.", 700), ("What is asked anew", 3646), ("Status", 1700), ("What would close it", 3700))
    asked = (
        p("Pack Table Title", "{{ line.what or line.expectation }}"),
        when("line.what", p("Pack Table Small", "{{ line.expectation }}")),
        p("Pack Table Text", "{{ line.why }}"),
        when("line.sentence", p("Pack Table Text", "{{ line.sentence }}")),
        end(),
    )
    return (
        p("heading 1", "Newly asked and not yet shown")
        + when("transition.newly_none", p("Body Text", "{{ transition.newly_none }}"))
        + when(
            "transition.newly",
            listing(
                "What is newly asked and not yet shown",
                columns,
                "line in transition.newly",
                (p("Pack Table Text", link("{{ line.number }}")),),
                asked,
                (p("Pack Table Text", "{{r line.status | tag }}"),),
                ("{{ line.closes }}",),
            ),
        )
    )


def carried() -> str:
    """Every expectation of the new framework, what goes with it, where it stands, what answers it already."""
    widths = (550, 2950, 1850, 4396)
    titles = ("No.", "Expectation, and its source", "Status today", "What your records answer already")
    earlier = each(
        "old in line.earlier",
        p("Pack Table Small", "{{ old.said }}"),
        when("old.suspect", p("Pack Table Small", "{{ old.suspect }}")),
    )
    alone = when("not line.earlier", p("Pack Table Small", "Nothing in {{ earlier.short_title }} goes with it"))
    answered = (
        when("line.answered", p("Pack Tight", "{{ line.answered | join('; ') }}")),
        when("not line.answered", p("Pack Tight", quiet("Nothing yet"))),
        when("line.evidence", p("Pack Table Small", link("{{ line.evidence | join(', ') }}"))),
        end(),
    )
    rows = (
        row(*(cell(w, title, header=True) for w, title in zip(widths, titles, strict=True)), header=True),
        row_tag("for theme in transition.themes", 4, WIDTH),
        row(cell(WIDTH, p("Pack Table Group", "{{ theme.title }}"), span=4)),
        row_tag("for line in theme.expectations", 4, WIDTH),
        row(
            cell(widths[0], p("Pack Tight", anchor("{{ line.number }}"))),
            cell(widths[1], p("Pack Table Title", "{{ line.title }}"), earlier, alone, end()),
            cell(
                widths[2], p("Pack Tight", "{{r line.status | tag }}"), p("Pack Table Small", "{{ line.count_line }}")
            ),
            cell(widths[3], *answered),
        ),
        row_tag("endfor", 4, WIDTH),
        row_tag("endfor", 4, WIDTH),
    )
    return p("heading 1", "What carries over, with its evidence") + table(
        "Pack Tight Table", "Every expectation, what it comes from and what answers it", widths, *rows
    )


def no_longer() -> str:
    """What is asked no longer, and where it may still serve."""
    falls = "Requirements that fall away, and how they stand today"
    columns = (("Expectation", 2600), (falls, 4346), ("What to do with it", 2800))
    expectation = (
        p("Pack Table Title", "{{ line.expectation }}"),
        when("line.whole", p("Pack Table Text", "{{r line.status | tag }}")),
        end(),
    )
    away = (
        each(
            "one in line.requirements",
            p(
                "Pack Tight",
                "{{ one.what }}: ",
                "{{r one.status | tag }}",
                "{% if one.figure %}  {{ one.figure }}{% endif %}",
                quiet("{% if one.note %}  {{ one.note }}{% endif %}"),
            ),
        ),
        when("not line.requirements", p("Pack Tight", quiet("None"))),
        end(),
    )
    return (
        p("heading 1", "No longer asked")
        + p("Body Text", "{{ transition.no_longer_note }}")
        + when(
            "transition.no_longer",
            listing(
                "What is no longer asked",
                columns,
                "line in transition.no_longer",
                expectation,
                away,
                (p("Pack Table Text", "{{ line.note }}"),),
            ),
        )
    )  # fmt: skip


def uncertain() -> str:
    """What may change, and what nobody can know yet."""
    lines = each("line in transition.uncertain", p("List Bullet", "{{ line }}"))
    return p("heading 1", "What is uncertain") + lines + p("Pack Small", "{{ report.about }}")


def evidence() -> str:
    """What the evidence numbers stand for."""
    widths = (750, 3900, 5096)
    titles = ("No.", "Evidence", "Where from")
    where = (
        p(
            "Pack Tight",
            "{% if item.places %}{{ item.places[0].words }}{% endif %}",
            "{% if item.places | length > 1 %}; and {{ item.places | length - 1 }} more{% endif %}",
        ),
    )
    rows = (
        row(*(cell(w, title, header=True) for w, title in zip(widths, titles, strict=True)), header=True),
        row_tag("for item in transition.evidence", 3, WIDTH),
        row(
            cell(widths[0], p("Pack Tight", anchor("{{ item.number }}"))),
            cell(widths[1], p("Pack Tight", "{{ item.title }}")),
            cell(widths[2], *where),
        ),
        row_tag("endfor", 3, WIDTH),
    )
    listed = table("Pack Tight Table", "What the evidence numbers stand for", widths, *rows)
    return (
        p("heading 1", "The evidence by its numbers")
        + when("not transition.evidence", p("Body Text", "None"))
        + when("transition.evidence", listed)
        + p("Pack Small", "{{ transition.more }}")
        + p("Pack Small", "Pack {{ transition.id }}, made with {{ transition.made_with }}")
    )
