"""What stands behind the expectations: actions, evidence, what could not be read, method."""

from word_template.markup import GAP, anchor, each, end, link, listing, p, when

PARTS = ("Gap register and action plan", "Evidence index", "What could not be read", "Method and definitions")
OWNER = (
    when(
        "action.state == 'proposed'",
        p("Pack Table Text", "{{ action.proposed_owner }}"),
        p("Pack Table Text", "{{ action.proposed_due | day }}"),
        p("Pack Table Small", "Proposed"),
    ),
    when(
        "action.state != 'proposed'",
        p("Pack Table Text", "{{ action.typed.owner or 'No owner yet' }}"),
        p("Pack Table Text", "{{ action.typed.due_words or 'No day yet' }}"),
    ),
)
PROGRESS = (
    when("action.typed.progress", p("Pack Table Text", "{{ action.typed.progress }}")),
    when("action.typed.note", p("Pack Table Small", "{{ action.typed.note }}")),
)


def gap_register() -> str:
    """Every action of this framework, the first to do first."""
    columns = (
        ("No.", 550),
        ("Gap and action", 4396),
        ("Owner and due", 2050),
        ("Progress", 1450),
        ("Ref.", 1300),
    )
    gap = (
        p("Pack Table Title", "{{ action.cause }}"),
        p("Pack Table Text", "{{ action.text }}"),
        each("flag in action.flags", p("Pack Flag", "{{ flag.sentence }}")),
        p(
            "Pack Table Small",
            "{% if action.essential %}Legal duty. {% endif %}{% if action.closes %}"
            "Closes {{ action.findings | here | length }} gap"
            "{% if action.findings | here | length > 1 %}s{% endif %} here"
            "{% if action.closes > action.findings | here | length %}, {{ action.closes }} in the whole pack{% endif %}"
            "{% endif %}{% if action.sections | numbers %}; "
            "{% if report.tender %}question{% else %}expectation{% endif %}"
            "{% if action.sections | numbers | length > 1 %}s{% endif %} {% endif %}",
            link("{{ action.sections | numbers | join(', ') }}"),
        ),
    )
    return (
        p("Pack Part", anchor(PARTS[0]))
        + when("not actions and pack.edition == 'working'", p("Body Text", "None"))
        + when("not actions and pack.edition != 'working'", p("Body Text", "No action taken on yet"))
        + when(
            "actions",
            listing(
                "Every action, the first to do first",
                columns,
                "action in actions",
                ("{{ loop.index }}",),
                gap,
                (*OWNER, end()),
                (*PROGRESS, end()),
                (p("Pack Table Text", anchor("{{ action.ref }}")),),
            ),
        )
    )


def evidence_index() -> str:
    """Everything a finding rests on."""
    columns = (("No.", 800), ("Evidence", 3296), ("Where from", 3150), ("Rows", 750), ("Newest", 1750))
    return (
        p("Pack Part", anchor(PARTS[1]))
        + when("not evidence", p("Body Text", "None"))
        + when(
            "evidence",
            listing(
                "Everything a finding rests on",
                columns,
                "item in evidence",
                (p("Pack Table Text", anchor("{{ item.number }}")),),
                (
                    p("Pack Table Text", "{{ item.title }}"),
                    p("Pack Table Small", "{{ item.kind | capitalize }}{% if item.evidence_kinds %}: "
                      "{{ item.evidence_kinds | join(', ') }}{% endif %}"),
                ),
                (each("place in item.places", p("Pack Table Text", "{{ place.words }}")), end()),
                ("{% if item.rows %}{{ item.rows }}{% endif %}",),
                ("{{ item.newest }}",),
            ),
        )
    )  # fmt: skip


def not_read() -> str:
    """What a person must look at, and what was read of each sheet."""
    problems = listing(
        "What could not be read and what to do",
        (("Where", 3000), ("What", 2846), ("What to do", 3100), ("Rows", 800)),
        "problem in pack.problems",
        (
            p("Pack Table Text", "{{ problem.place.words }}"),
            when("problem.column", p("Pack Table Small", "Column {{ problem.column }}")),
            end(),
        ),
        ("{{ problem.what }}",),
        ("{{ problem.remedy }}",),
        ("{{ problem.rows }}",),
    )
    aside = (
        "{% for why, count in source.set_aside %}{{ why }}: {{ count }}{% if not loop.last %}, {% endif %}{% endfor %}"
    )
    sources = listing(
        "What was read of each sheet",
        (("Where from", 3846), ("Rows", 900), ("Read", 900), ("Set aside", 2000), ("Columns not used", 2100)),
        "source in pack.sources",
        (
            p("Pack Table Text", "{{ source.place.words }}"),
            p("Pack Table Small", "{{ source.register_[:1] | upper }}{{ source.register_[1:] }}"),
        ),
        ("{{ source.rows_seen }}",),
        ("{{ source.rows_read }}",),
        (aside,),
        ("{{ source.unused_columns | join(', ') }}",),
    )
    return (
        p("heading 1", anchor(PARTS[2]))
        + when("not pack.problems and pack.edition == 'working'", p("Body Text", "None"))
        + when("pack.problems", problems, GAP)
        + each("line in pack.not_used", p("Body Text", "{{ line }}"))
        + when("pack.sources", p("heading 3", "What was read"), sources)
    )


def method() -> str:
    """How figures and statuses come about, and what is not asked of a provider."""
    return (
        p("heading 1", anchor(PARTS[3]))
        + each("note in pack.method", p("heading 3", "{{ note.title }}"), p("Body Text", "{{ note.text }}"))
        + when(
            "report.not_asked",
            p("heading 3", "Not asked of a provider"),
            each("line in report.not_asked", p("List Bullet", "{{ line }}")),
        )
        + p("heading 3", "About this file")
        + when("report.published_in", p("Pack Small", "Published in: {{ report.published_in }}"))
        + p("Pack Small", "Pack {{ pack.id }}, made with {{ pack.made_with }}")
    )
