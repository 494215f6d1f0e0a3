"""What stands behind the expectations: actions, evidence, what could not be read, method."""

from word_template import markup as m

PARTS = ("Gap register and action plan", "Evidence index", "What could not be read", "Method and definitions")
ELSEWHERE = "Rows that could not be read: in the working edition, which the service keeps"
OWNER = (
    m.when(
        "action.state == 'proposed'",
        m.p("Pack Table Text", "{{ action.proposed_owner }}"),
        m.p("Pack Table Text", "{{ action.proposed_due | day }}"),
        m.p("Pack Table Small", "Proposed"),
    ),
    m.when(
        "action.state != 'proposed'",
        m.p("Pack Table Text", "{{ action.typed.owner or 'No owner yet' }}"),
        m.p("Pack Table Text", "{{ action.typed.due_words or 'No day yet' }}"),
    ),
)
PROGRESS = (
    m.when("action.typed.progress", m.p("Pack Table Text", "{{ action.typed.progress }}")),
    m.when("action.typed.note", m.p("Pack Table Small", "{{ action.typed.note }}")),
)


_GAP_CELL = (
    m.p("Pack Table Title", "{{ action.cause }}"),
    m.p("Pack Table Text", "{{ action.text }}"),
    m.each("flag in action.flags", m.p("Pack Flag", "{{ flag.sentence }}")),
    m.p(
        "Pack Table Small",
        "{% if action.essential %}Legal duty. {% endif %}{% if action.closes %}"
        "Closes {{ action.findings | here | length }} gap"
        "{% if action.findings | here | length > 1 %}s{% endif %} here"
        "{% if action.closes > action.findings | here | length %}, {{ action.closes }} in the whole pack{% endif %}"
        "{% endif %}{% if action.sections | numbers %}; "
        "{% if report.tender %}question{% else %}expectation{% endif %}"
        "{% if action.sections | numbers | length > 1 %}s{% endif %} {% endif %}",
        m.link("{{ action.sections | numbers | join(', ') }}"),
    ),
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
    return (
        m.when("actions", m.p("Pack Part", m.anchor(PARTS[0])))
        + m.when("not actions", m.p("heading 1", m.anchor(PARTS[0])))
        + m.when("not actions and pack.edition == 'working'", m.p("Body Text", "None"))
        + m.when("not actions and pack.edition != 'working'", m.p("Body Text", "No action has been agreed yet"))
        + m.when(
            "actions",
            m.listing(
                "Every action, the first to do first",
                columns,
                "action in actions",
                ("{{ loop.index }}",),
                _GAP_CELL,
                (*OWNER, m.end()),
                (*PROGRESS, m.end()),
                (m.p("Pack Table Text", m.anchor("{{ action.ref }}")),),
            ),
        )
    )


def evidence_index() -> str:
    """Everything a finding rests on."""
    columns = (("No.", 800), ("Evidence", 3296), ("Where from", 2950), ("Records", 950), ("Newest", 1750))
    return (
        m.p("Pack Part", m.anchor(PARTS[1]))
        + m.when("not evidence", m.p("Body Text", "None"))
        + m.when(
            "evidence",
            m.listing(
                "Everything a finding rests on",
                columns,
                "item in evidence",
                (m.p("Pack Table Text", m.anchor("{{ item.number }}")),),
                (
                    m.p("Pack Table Text", "{{ item.title }}"),
                    m.p("Pack Table Small", "{{ item.kind | capitalize }}{% if item.evidence_kinds %}, used as "
                      "evidence of {{ item.evidence_kinds | join(', ') }}{% endif %}"),
                ),
                (m.each("place in item.places", m.p("Pack Table Text", "{{ place.words }}")), m.end()),
                ("{{ item.rows }}",),
                ("{{ item.newest }}",),
            ),
        )
    )  # fmt: skip


def not_read() -> str:
    """What a person must look at, and what was read of each sheet."""
    problems = m.listing(
        "What could not be read and what to do",
        (("Where", 3000), ("What", 2846), ("What to do", 3100), ("Rows", 800)),
        "problem in pack.problems",
        (
            m.p("Pack Table Text", "{{ problem.place.words }}"),
            m.when("problem.column", m.p("Pack Table Small", "Column {{ problem.column }}")),
            m.end(),
        ),
        ("{{ problem.what }}",),
        ("{{ problem.remedy }}",),
        ("{{ problem.rows }}",),
    )
    aside = (
        "{% for why, count in source.set_aside %}{{ why }}: {{ count }}{% if not loop.last %}, {% endif %}{% endfor %}"
    )
    sources = m.listing(
        "What was read of each sheet",
        (("Where from", 3346), ("Rows", 700), ("Read", 700), ("Set aside", 3200), ("Columns not used", 1800)),
        "source in pack.sources",
        (
            m.p("Pack Table Text", "{{ source.place.words }}"),
            m.p("Pack Table Small", "{{ source.register_[:1] | upper }}{{ source.register_[1:] }}"),
        ),
        ("{{ source.rows_seen }}",),
        ("{{ source.rows_read }}",),
        (aside,),
        ("{{ source.unused_columns | join(', ') }}",),
    )
    return (
        m.p("heading 1", m.anchor(PARTS[2]))
        + m.when("not pack.problems and pack.edition == 'working'", m.p("Body Text", "None"))
        + m.when("pack.edition != 'working'", m.p("Body Text", ELSEWHERE))
        + m.when("pack.problems", problems, m.GAP)
        + m.each("line in pack.not_used", m.p("Body Text", "{{ line }}"))
        + m.when("pack.sources", m.p("heading 3", "What was read"), sources)
    )


def method() -> str:
    """How figures and statuses come about, and what is not asked of a provider."""
    return (
        m.p("heading 1", m.anchor(PARTS[3]))
        + m.each("note in pack.method", m.p("heading 3", "{{ note.title }}"), m.p("Body Text", "{{ note.text }}"))
        + m.when(
            "report.not_asked",
            m.p("heading 3", "Not asked of a provider"),
            m.each("line in report.not_asked", m.p("List Bullet", "{{ line }}")),
        )
        + m.p("heading 3", "About this file")
        + m.when("report.published_in", m.p("Pack Small", "Published in: {{ report.published_in }}"))
        + m.p("Pack Small", "Pack {{ pack.id }}, made with {{ pack.made_with }}")
    )
