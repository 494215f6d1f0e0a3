"""A section for each expectation. Fixed labels only: every sentence comes from the pack."""

from word_template.back import OWNER, PROGRESS
from word_template.markup import (
    GAP,
    WIDTH,
    anchor,
    cell,
    each,
    each_run,
    end,
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


def expectation() -> str:
    """A section for each expectation."""
    return each(
        "theme in themes",
        when("loop.first", p("Pack Part", "{{ theme.title }}")),
        when("not loop.first", p("heading 1", "{{ theme.title }}")),
        each(
            "section in theme.sections",
            p("heading 2", anchor("{{ section.number }}"), "  {{ section.title }}"),
            p("Pack Status Line", "{{r section.status | tag }}", quiet("   {{ section.count_line }}")),
            asked(),
            standing(),
            when("section.findings", p("heading 3", "What the records show"), findings()),
            when("section.examples", p("heading 3", "Operational examples"), examples()),
            when("section.actions", p("heading 3", "Gaps and actions"), actions()),
            when("section.evidence", p("heading 3", "Evidence"), evidence()),
        ),
    )


def asked() -> str:
    """What is expected, in the framework's terms."""
    return (
        p("heading 3", "What is asked")
        + p("Body Text", "{{ section.asks }}")
        + each("line in section.looks_for", p("List Bullet", "{{ line }}"))
        + when("section.good_shows", p("Body Text", strong("Good shows: "), "{{ section.good_shows | join('; ') }}"))
        + when(
            "section.falls_short",
            p("Body Text", strong("Not yet good: "), "{{ section.falls_short | join('; ') }}"),
        )
        + when("section.reference", p("Pack Small", "Reference: {{ section.reference }}"))
        + when("section.regulations", p("Pack Small", "Law behind it (indicative): {{ section.regulations }}"))
    )


def standing() -> str:
    """What the records say of it, and what the manager says."""
    return (
        p("heading 3", "Where we stand")
        + when("section.headline", p("Pack Headline", "{{ section.headline }}"))
        + p("Body Text", "{{ section.standing }}")
        + when("section.observation", p("Body Text", "{{ section.observation }}"))
        + each("flag in section.flags", p("List Bullet", "{{ flag.sentence }}"))
        + manager_view()
    )


def manager_view() -> str:
    """What the manager says, beside what the records say."""
    view = "section.manager_view"
    signed = f"{{{{ [{view}.who, {view}.day] | present | join(', ') }}}}"
    return when(
        view,
        p("Pack View", strong("The manager’s view: {{ section.manager_view.view }}")),
        when(f"{view}.why", p("Pack View", f"{{{{ {view}.why }}}}")),
        p("Pack View", quiet(signed)),
    )


def findings() -> str:
    """The answer to each requirement."""
    columns = (
        ("Requirement and what the records show", 4796),
        ("Figure and target", 2150),
        ("Status", 1500),
        ("Evidence, action", 1300),
    )
    shown = (
        p("Pack Table Title", "{{ finding.number }}  {{ finding.title }}"),
        p("Pack Table Text", "{{ finding.sentence }}"),
        each("flag in finding.flags", p("Pack Flag", "{{ flag.sentence }}")),
        when("finding.number_from", p("Pack Table Small", strong("Target from  "), "{{ finding.number_from }}")),
        when("finding.duty", p("Pack Table Small", strong("Duty  "), "{{ finding.duty }}")),
        when("finding.left_out", p("Pack Table Small", "{{ finding.left_out }}")),
        each("note in finding.notes", p("Pack Table Small", "{{ note }}")),
    )
    figure = (
        when("finding.figure", p("Pack Table Title", "{{ finding.figure }}")),
        when("finding.target", p("Pack Table Text", "Target: ", "{{ finding.target }}")),
        when("finding.window", p("Pack Table Small", "Period: {{ finding.window }}")),
        end(),
    )
    rests_on = (
        when("finding.evidence", p("Pack Table Text", link("{{ finding.evidence | join(', ') }}"))),
        when("finding.action", p("Pack Table Text", link("{{ finding.action }}"))),
        end(),
    )
    status = (p("Pack Table Text", "{{r finding.status | tag }}"),)
    return listing(
        "What the records show",
        columns,
        "finding in section.findings",
        (*shown, end()),
        figure,
        status,
        rests_on,
    )


def examples() -> str:
    """A card for each operational example: its four parts, or which of them are there."""
    widths = (2246, 7500)
    complete = (
        run("{%r if example.complete %}"), run("Complete", "Status good"), run("{%r else %}"),
        run("Not complete", "Status part"), run("{%r endif %}"),
    )  # fmt: skip
    about = "{{ [example.topic, example.period] | present | join(' · ') }}"
    head = row(
        cell(widths[0], p("Pack Card Text", link("{{ example.evidence }}")), p("Pack Card Text", *complete)),
        cell(widths[1], p("Pack Card Title", "{{ example.title }}"), p("Pack Card Small", about)),
    )
    text = "{% if part.text %}{{ part.text }}{% elif part.given %}Given{% else %}Not given{% endif %}"
    rows = (
        row_tag("for part in example.parts", 2, WIDTH),
        row(
            cell(widths[0], p("Pack Card Title", "{{ part.label }}")),
            cell(widths[1], p("Pack Card Text", text)),
        ),
        row_tag("endfor", 2, WIDTH),
    )
    return each(
        "example in section.examples",
        table("Pack Card", "An operational example", widths, head, *rows),
        when("example.cites", p("Pack Small", "Cites: ", link("{{ example.cites }}"))),
        when("example.note", p("Pack Small", "{{ example.note }}")),
        GAP,
    )


def actions() -> str:
    """The actions of one expectation."""
    columns = (("Action", 4946), ("Owner and due", 2200), ("Progress", 1300), ("Ref.", 1300))
    return listing(
        "Actions for this expectation",
        columns,
        "action in section.actions | actions",
        ("{{ action.text }}",),
        (*OWNER, end()),
        (*PROGRESS, end()),
        (p("Pack Table Text", link("{{ action.ref }}")),),
    )


def evidence() -> str:
    """At most eight items; the rest is in the workbook."""
    return p(
        "Body Text",
        each_run(
            "item in section.evidence | evidence",
            link("{{ item.number }}"),
            run("\u00a0{{ item.title }}{% if not loop.last %} · {% endif %}"),
        ),
        quiet("{% if section.evidence_more %} · {{ section.evidence_more }} more in the workbook{% endif %}"),
    )
