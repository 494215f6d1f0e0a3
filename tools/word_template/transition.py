"""The pages of a transition: what to do first, what carries over, what is new, what is gone. Fixed labels only."""

from word_template import markup as m

FOOTER = "{{ service.name }} · {{ transition.title }} · {{ transition.on_words }}"
NOTHING = "{% if line.status.code == 'not applicable' %}It does not apply here{% else %}Nothing yet{% endif %}"


def document() -> str:
    """document.xml."""
    return m.whole(title_block() + first_steps() + newly() + carried() + no_longer() + uncertain() + evidence())


def title_block() -> str:
    """Whose, from what to what, on which day, and what it comes to."""
    side = "{{ %s.title }} ({{ %s.publisher }}). {{ %s.stage_line }}"
    return (
        m.p("Pack Kicker", "Moving to another framework")
        + m.p("Title", "{{ service.name }}")
        + m.p("Subtitle", "{{ transition.title }}")
        + m.p("Pack Meta", m.strong("Records as on: "), "{{ transition.on_words }}")
        + m.p("Pack Meta", m.strong("From: "), side % (("earlier",) * 3))
        + m.p("Pack Meta", m.strong("To: "), side % (("report",) * 3))
        + m.GAP
        + m.p("Body Text", m.strong("{{ transition.what_it_is }}"))
        + m.when("transition.until", m.p("Body Text", "{{ transition.until }}"))
        + tallies()
        + m.each("line in transition.summary", m.p("List Bullet", "{{ line }}"))
    )


def tallies() -> str:
    """What was counted, side by side."""
    cells = (
        m.cell(0, m.p("Pack Tag", "{%tc for each in transition.tallies %}")),
        m.cell(0, m.p("Pack Count", "{{ each.count }}"), m.p("Pack Table Text", "{{ each.what }}")),
        m.cell(0, m.p("Pack Tag", "{%tc endfor %}")),
    )
    return (
        m.table("Pack Strip", "What the two frameworks share, in numbers", (m.WIDTH // 3,) * 3, m.row(*cells)) + m.GAP
    )


def first_steps() -> str:
    """At most ten things, the first to do first."""
    columns = (("No.", 550), ("What", 4596), ("Why it comes early", 2550), ("Who, by when", 2050))
    what = (
        m.p("Pack Table Title", "{{ step.text }}"),
        m.p("Pack Table Small", "{{ step.cause }}; expectation{% if step.numbers | length > 1 %}s{% endif %} ",
          m.link("{{ step.numbers | join(', ') }}")),
    )  # fmt: skip
    who = (
        m.when("step.owner", m.p("Pack Table Text", "{{ step.owner }}")),
        m.when("step.due_words", m.p("Pack Table Text", "{{ step.due_words }}")),
        m.when("step.agreed", m.p("Pack Table Small", "Agreed")),
        m.end(),
    )
    return (
        m.p("heading 1", "What to do first")
        + m.when(
            "transition.first",
            m.listing(
                "The first things to do",
                columns,
                "step in transition.first",
                ("{{ loop.index }}",),
                what,
                ("{{ step.why }}",),
                who,
            ),
        )
        + m.p("Pack Small", "{{ transition.first_note }}")
    )


def newly() -> str:
    """What is asked anew and not shown yet."""
    columns = (("No.", 700), ("What is asked anew", 3646), ("Status", 1700), ("What would close it", 3700))
    asked = (
        m.p("Pack Table Title", "{{ line.what or line.expectation }}"),
        m.when("line.what", m.p("Pack Table Small", "{{ line.expectation }}")),
        m.when("line.aside", m.p("Pack Table Text", "{{ line.aside }}")),
        m.when("line.sentence", m.p("Pack Table Text", "{{ line.sentence }}")),
        m.end(),
    )
    return (
        m.p("heading 1", "Newly asked and not yet shown")
        + m.when("transition.newly_none", m.p("Body Text", "{{ transition.newly_none }}"))
        + m.when("transition.newly_note", m.p("Pack Lead", "{{ transition.newly_note }}"))
        + m.when(
            "transition.newly",
            m.listing(
                "What is newly asked and not yet shown",
                columns,
                "line in transition.newly",
                (m.p("Pack Table Text", m.link("{{ line.number }}")),),
                asked,
                (m.p("Pack Table Text", "{{r line.status | tag }}"),),
                ("{{ line.closes }}",),
            ),
        )
    )


def carried() -> str:
    """Every expectation of the new framework, what goes with it, where it stands, what answers it already."""
    widths = (550, 2900, 2500, 3796)
    titles = ("No.", "Expectation, and its source", "Status today", "What your records answer already")
    earlier = m.each(
        "old in line.earlier",
        m.p("Pack Table Small", "{{ old.said }}"),
        m.when("old.suspect", m.p("Pack Table Small", "{{ old.suspect }}")),
    )
    alone = m.when("not line.earlier", m.p("Pack Table Small", "Nothing in {{ earlier.short_title }} goes with it"))
    answered = (
        m.when("line.answered", m.p("Pack Tight", "{{ line.answered | join('; ') }}")),
        m.when("not line.answered", m.p("Pack Tight", m.quiet(NOTHING))),
        m.when("line.evidence", m.p("Pack Table Small", m.link("{{ line.evidence | join(', ') }}"))),
        m.end(),
    )
    rows = (
        m.row(*(m.cell(w, title, header=True) for w, title in zip(widths, titles, strict=True)), header=True),
        m.row_tag("for theme in transition.themes", 4, m.WIDTH),
        m.row(m.cell(m.WIDTH, m.p("Pack Table Group", "{{ theme.title }}"), span=4)),
        m.row_tag("for line in theme.expectations", 4, m.WIDTH),
        m.row(
            m.cell(widths[0], m.p("Pack Tight", m.anchor("{{ line.number }}"))),
            m.cell(widths[1], m.p("Pack Table Title", "{{ line.title }}"), earlier, alone, m.end()),
            m.cell(
                widths[2],
                m.p("Pack Tight", "{{r line.status | tag }}"),
                m.p("Pack Table Small", "{{ line.count_line }}"),
            ),
            m.cell(widths[3], *answered),
        ),
        m.row_tag("endfor", 4, m.WIDTH),
        m.row_tag("endfor", 4, m.WIDTH),
    )
    return m.p("heading 1", "What carries over, with its evidence") + m.table(
        "Pack Tight Table", "Every expectation, what it comes from and what answers it", widths, *rows
    )


def no_longer() -> str:
    """What is asked no longer, and where it may still serve."""
    falls = "Requirements that fall away, and how they stand today"
    columns = (("Expectation", 2600), (falls, 4346), ("What to do with it", 2800))
    expectation = (
        m.p("Pack Table Title", "{{ line.expectation }}"),
        m.when("line.whole", m.p("Pack Table Text", "{{r line.status | tag }}")),
        m.end(),
    )
    away = (
        m.each(
            "one in line.requirements",
            m.p(
                "Pack Tight",
                "{{ one.what }}: ",
                "{{r one.status | tag }}",
                "{% if one.figure %}  {{ one.figure }}{% endif %}",
                m.quiet("{% if one.note %}  {{ one.note }}{% endif %}"),
            ),
        ),
        m.when("not line.requirements", m.p("Pack Tight", m.quiet("None"))),
        m.end(),
    )
    return (
        m.p("heading 1", "No longer asked")
        + m.p("Pack Lead", "{{ transition.no_longer_note }}")
        + m.when(
            "transition.no_longer",
            m.listing(
                "What is no longer asked",
                columns,
                "line in transition.no_longer",
                expectation,
                away,
                (m.p("Pack Table Text", "{{ line.note }}"),),
            ),
        )
    )  # fmt: skip


def uncertain() -> str:
    """What may change, and what nobody can know yet."""
    lines = m.each("line in transition.uncertain", m.p("List Bullet", "{{ line }}"))
    return m.p("heading 1", "What is uncertain") + lines + m.p("Pack Small", "{{ report.about }}")


def evidence() -> str:
    """What the evidence numbers stand for."""
    widths = (750, 3900, 5096)
    titles = ("No.", "Evidence", "Where from")
    where = (
        m.p(
            "Pack Tight",
            "{% if item.places %}{{ item.places[0].words }}{% endif %}",
            "{% if item.places | length > 1 %}; and {{ item.places | length - 1 }} more{% endif %}",
        ),
    )
    rows = (
        m.row(*(m.cell(w, title, header=True) for w, title in zip(widths, titles, strict=True)), header=True),
        m.row_tag("for item in transition.evidence", 3, m.WIDTH),
        m.row(
            m.cell(widths[0], m.p("Pack Tight", m.anchor("{{ item.number }}"))),
            m.cell(widths[1], m.p("Pack Tight", "{{ item.title }}")),
            m.cell(widths[2], *where),
        ),
        m.row_tag("endfor", 3, m.WIDTH),
    )
    listed = m.table("Pack Tight Table", "What the evidence numbers stand for", widths, *rows)
    return (
        m.p("heading 1", "The evidence by its numbers")
        + m.when("not transition.evidence", m.p("Body Text", "None"))
        + m.when("transition.evidence", listed)
        + m.p("Pack Small", "{{ transition.more }}")
        + m.p("Pack Small", "Pack {{ transition.id }}, made with {{ transition.made_with }}")
    )
