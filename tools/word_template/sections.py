"""A section for each expectation. Fixed labels only: every sentence comes from the pack."""

from word_template import markup as m
from word_template.back import OWNER, PROGRESS

REFERENCE = "Reference: {{ section.reference }}"


def by_theme(number: str, *parts: str) -> str:
    """A section for each expectation or question, under its theme: number and title, how it stands, then the parts."""
    return m.each(
        "theme in themes",
        m.when("loop.first", m.p("Pack Part", "{{ theme.title }}")),
        m.when("not loop.first", m.p("heading 1", "{{ theme.title }}")),
        m.each(
            "section in theme.sections",
            m.p("heading 2", m.anchor(number), "  {{ section.title }}"),
            m.p("Pack Status Line", "{{r section.status | tag }}", m.quiet("   {{ section.count_line }}")),
            *parts,
        ),
    )


def expectation() -> str:
    """A section for each expectation."""
    return by_theme(
        "{{ section.number }}",
        asked(),
        standing(),
        m.when("section.findings", m.p("heading 3", "What the records show"), findings()),
        m.when("section.examples", m.p("heading 3", "Operational examples"), examples()),
        m.when("section.actions", m.p("heading 3", "Gaps and actions"), actions()),
        m.when("section.evidence", m.p("heading 3", "Evidence"), evidence()),
    )


def asked() -> str:
    """What is expected, in the framework's terms."""
    return (
        m.p("heading 3", "What is asked")
        + m.p("Pack Lead", "{{ section.asks }}")
        + m.each("line in section.looks_for", m.p("Pack Asked", "{{ line }}"))
        + m.when(
            "section.good_shows",
            m.p("Pack Lead", m.strong("Good shows: "), "{{ section.good_shows | join('; ') ~ '.' }}"),
        )
        + m.when(
            "section.falls_short",
            m.p("Pack Lead", m.strong("Not yet good: "), "{{ section.falls_short | join('; ') ~ '.' }}"),
        )
        + m.when(
            "section.reference",
            m.when("section.regulations", m.p("Pack Small Lead", REFERENCE)),
            m.when("not section.regulations", m.p("Pack Small", REFERENCE)),
        )
        + m.when("section.regulations", m.p("Pack Small", "Law behind it (indicative): {{ section.regulations }}"))
    )


def standing() -> str:
    """What the records say of it, and what the manager says."""
    return (
        m.p("heading 3", "Where we stand")
        + m.when("section.headline", m.p("Pack Headline", "{{ section.headline }}"))
        + m.p("Body Text", "{{ section.standing }}")
        + m.when("section.observation", m.p("Body Text", "{{ section.observation }}"))
        + m.each("flag in section.flags", m.p("List Bullet", "{{ flag.sentence }}"))
        + manager_view()
    )


def manager_view() -> str:
    """What the manager says, beside what the records say."""
    view = "section.manager_view"
    signed = f"{{{{ [{view}.who, {view}.day] | present | join(', ') }}}}"
    return m.when(
        view,
        m.p("Pack View", m.strong("The manager’s view: {{ section.manager_view.view }}")),
        m.when(f"{view}.why", m.p("Pack View", f"{{{{ {view}.why }}}}")),
        m.p("Pack View", m.quiet(signed)),
    )


def findings() -> str:
    """The answer to each requirement."""
    columns = (
        ("Requirement and what the records show", 4796),
        ("Figure and target", 2150),
        ("Status", 1500),
        ("Evidence{% if pack.edition == 'working' %}, action{% endif %}", 1300),
    )
    shown = (
        m.p("Pack Table Title", "{{ finding.number }}  {{ finding.title }}"),
        m.p("Pack Table Text", "{{ finding.sentence }}"),
        m.each("flag in finding.flags", m.p("Pack Flag", "{{ flag.sentence }}")),
        m.when("finding.number_from", m.p("Pack Table Small", m.strong("Target from  "), "{{ finding.number_from }}")),
        m.when("finding.duty", m.p("Pack Table Small", m.strong("Duty  "), "{{ finding.duty }}")),
        m.when("finding.left_out", m.p("Pack Table Small", "{{ finding.left_out }}")),
        m.each("note in finding.notes", m.p("Pack Table Small", "{{ note }}")),
    )
    figure = (
        m.when("finding.figure", m.p("Pack Table Title", "{{ finding.figure }}")),
        m.when("finding.target", m.p("Pack Table Text", "Target: ", "{{ finding.target }}")),
        m.when("finding.window", m.p("Pack Table Small", "Period: {{ finding.window }}")),
        m.end(),
    )
    rests_on = (
        m.when("finding.evidence", m.p("Pack Table Text", m.link("{{ finding.evidence | join(', ') }}"))),
        m.when("finding.action", m.p("Pack Table Text", m.link("{{ finding.action }}"))),
        m.end(),
    )
    status = (m.p("Pack Table Text", "{{r finding.status | tag }}"),)
    return m.listing(
        "What the records show",
        columns,
        "finding in section.findings",
        (*shown, m.end()),
        figure,
        status,
        rests_on,
    )


def examples() -> str:
    """A card for each operational example: its four parts, or which of them are there, and why their words are not."""
    widths = (2246, 7500)
    complete = (
        m.run("{%r if example.complete %}"), m.run("Complete", "Status good"), m.run("{%r else %}"),
        m.run("Not complete", "Status part"), m.run("{%r endif %}"),
    )  # fmt: skip
    about = "{{ [example.topic, example.period] | present | join(' · ') }}"
    head = m.row(
        m.cell(widths[0], m.p("Pack Card Text", m.link("{{ example.evidence }}")), m.p("Pack Card Text", *complete)),
        m.cell(widths[1], m.p("Pack Card Title", "{{ example.title }}"), m.p("Pack Card Small", about)),
    )
    text = "{% if part.text %}{{ part.text }}{% elif part.given %}Given{% else %}Not given{% endif %}"
    rows = (
        m.row_tag("for part in example.parts", 2, m.WIDTH),
        m.row(
            m.cell(widths[0], m.p("Pack Card Title", "{{ part.label }}")),
            m.cell(widths[1], m.p("Pack Card Text", text)),
        ),
        m.row_tag("endfor", 2, m.WIDTH),
        m.row_tag("if example.cites", 2, m.WIDTH),
        m.row(
            m.cell(widths[0], m.p("Pack Card Title", "Cites")),
            m.cell(widths[1], m.p("Pack Card Text", m.link("{{ example.cites }}"))),
        ),
        m.row_tag("endif", 2, m.WIDTH),
        m.row_tag("if example.note", 2, m.WIDTH),
        m.row(m.cell(m.WIDTH, m.p("Pack Table Small", "{{ example.note }}"), span=2)),
        m.row_tag("endif", 2, m.WIDTH),
    )
    return m.each(
        "example in section.examples",
        m.table("Pack Card", "An operational example", widths, head, *rows),
        m.GAP,
    )


def actions() -> str:
    """The actions of one expectation."""
    columns = (("Action", 4946), ("Owner and due", 2200), ("Progress", 1300), ("Ref.", 1300))
    return m.listing(
        "Actions for this expectation",
        columns,
        "action in section.actions | actions",
        ("{{ action.text }}",),
        (*OWNER, m.end()),
        (*PROGRESS, m.end()),
        (m.p("Pack Table Text", m.link("{{ action.ref }}")),),
    )


def evidence() -> str:
    """At most eight items; the rest is in the workbook."""
    return m.p(
        "Body Text",
        m.each_run(
            "item in section.evidence | evidence",
            m.link("{{ item.number }}"),
            m.run("\u00a0{{ item.title }}{% if not loop.last %} · {% endif %}"),
        ),
        m.quiet("{% if section.evidence_more %} · {{ section.evidence_more }} more in the workbook{% endif %}"),
    )
