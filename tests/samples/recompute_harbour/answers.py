"""Every finding of both frameworks (more of them in key_questions) and how it is worked out again."""

from collections.abc import Callable
from functools import partial

from tests.samples.recompute_harbour import care, people, running, workforce
from tests.samples.recompute_harbour.care import PEOPLE, STAFF
from tests.samples.recompute_harbour.key_questions import OTHERS
from tests.samples.recompute_harbour.raw import SINCE_OPENED, THREE_MONTHS, YEAR, Answer

Work = Callable[[], Answer]

CULTURE = ("culture", "cultures", "cultural identity", "cultural needs", "faith", "faiths", "religion")
EQUALITY = ("equality", "equal opportunities", "discrimination", "EDI")
GREEN = ("environmental sustainability", "sustainability", "green plan")
IMPROVEMENT = ("improvement", "quality improvement", "improvement plan")
INCLUSION = ("inclusion", "inclusive", "cultural identity", "cultural needs")
JOINT = ("joint working", "joint review", "multi-agency", "partnership working", "working together")
STATEMENT = ("statement of values", "vision and values", "business plan")

_values_at_induction: Work = partial(workforce.recruits_with, Values_at_induction="Y")
_values_talked_of: Work = partial(workforce.talked_of, ("values",))
_staff_on_values: Work = partial(care.four_of_five, STAFF, "values")
_staff_on_equality: Work = partial(care.four_of_five, STAFF, *EQUALITY)
_choice: Work = partial(care.four_of_five, PEOPLE, "choice and control")
_white_british: Work = partial(people.leaders_of, "Ethnicity code", "WB")
_women: Work = partial(people.leaders_of, "Sex", "F")
_disabled: Work = partial(people.leaders_of, "Disabled (Y/N)", "Y")
_plans: Work = partial(people.leaders_with, "Development plan agreed")
_qualified: Work = partial(people.leaders_with, "Highest qualification")
_statement: Work = partial(running.documents, SINCE_OPENED, *STATEMENT)
_succession: Work = partial(running.documents, SINCE_OPENED, "succession plan")
_equality_plan: Work = partial(running.documents, YEAR, "equality plan")
_turnover: Work = partial(workforce.months_of, "Leavers", "Headcount at month end")
_only_homes: Work = partial(running.only_asked_of, "care home", "extra care", "supported living")

COUNCIL: dict[str, Work] = {
    "beliefs-conveyed/values-written-down": _statement,
    "beliefs-conveyed/values-at-induction": _values_at_induction,
    "beliefs-conveyed/values-in-supervision": _values_talked_of,
    "beliefs-conveyed/values-in-team-meetings": partial(running.meetings_on, "Staff meeting", "values"),
    "beliefs-conveyed/staff-know-values": _staff_on_values,
    "beliefs-conveyed/quality-of-life": partial(care.four_of_five, PEOPLE, "quality of life", "good life"),
    "beliefs-conveyed/independence-goals": care.independence_goals,
    "beliefs-conveyed/goals-reviewed": care.goals_reviewed,
    "beliefs-conveyed/goals-measured": care.goals_measured,
    "beliefs-conveyed/goals-progress": care.goals_progress,
    "positive-risk-taking/decisions-recorded": care.risks_taken,
    "positive-risk-taking/decided-together": care.risks_shared,
    "positive-risk-taking/reviewed-in-time": care.risks_reviewed,
    "positive-risk-taking/worked": care.risks_worked,
    "positive-risk-taking/learnt": care.risks_learnt,
    "positive-risk-taking/control-over-daily-life": _choice,
    "positive-risk-taking/risk-example": partial(running.example, "positive risk taking", "risk taking"),
    "cross-organisation-working/joint-contacts": care.joint_contacts,
    "cross-organisation-working/joint-results": care.joint_results,
    "cross-organisation-working/joint-reviews": care.joint_reviews,
    "cross-organisation-working/joint-work-weighed-up": partial(running.meetings_on, "Quality meeting", *JOINT),
    "cross-organisation-working/joint-example": partial(running.example, *JOINT),
    "rounded-managers/development-plans": _plans,
    "rounded-managers/qualifications": _qualified,
    "rounded-managers/promoted-from-within": partial(people.leaders_with, "Post before this one"),
    "rounded-managers/appraisals": workforce.appraised,
    "rounded-managers/succession-plan": _succession,
    "leaders-resemble-people/ethnic-groups": _white_british,
    "leaders-resemble-people/women": _women,
    "leaders-resemble-people/disabled-people": _disabled,
    "leaders-resemble-people/equality-plan": _equality_plan,
    "leaders-resemble-people/staff-find-it-fair": _staff_on_equality,
    "leaders-resemble-people/fair-chances-checked": partial(running.declared, "fair-chances-checked"),
    "new-to-care-welcomed/first-job-in-care": workforce.first_job,
    "new-to-care-welcomed/care-certificate": workforce.care_certificates,
    "new-to-care-welcomed/newcomers-stay": workforce.newcomers_stay,
    "new-to-care-welcomed/recruited-safely": workforce.safely_recruited,
    "new-to-care-welcomed/leavers-heard": workforce.leavers_heard,
    "new-to-care-welcomed/turnover": _turnover,
    "partnerships-with-purpose/purpose-and-result": care.purpose_and_result,
    "partnerships-with-purpose/community-contacts": care.community_contacts,
    "partnerships-with-purpose/partners-heard": care.partners_heard,
    "partnerships-with-purpose/partner-feedback": care.partners_each_half_year,
    "partnerships-with-purpose/more-or-fewer-contacts": care.more_contacts,
    "united-by-values/community-in-training": workforce.taught_with_partner,
    "united-by-values/people-shape-values": partial(running.declared, "people-shape-values"),
    "united-by-values/residents-meetings": _only_homes,
    "united-by-values/relatives-meetings": _only_homes,
    "united-by-values/told-back": care.told_back,
    "united-by-values/together-example": partial(running.example, "community partnership"),
}

REGULATOR: dict[str, Work] = {
    "shared-direction-and-culture/direction": _statement,
    "shared-direction-and-culture/values-at-induction": _values_at_induction,
    "shared-direction-and-culture/values-in-supervision": _values_talked_of,
    "shared-direction-and-culture/staff-on-values": _staff_on_values,
    "shared-direction-and-culture/closed-culture-check": partial(running.documents, YEAR, "closed culture"),
    "capable-compassionate-inclusive-leaders/registered-manager": partial(running.declared, "registered-manager"),
    "capable-compassionate-inclusive-leaders/directors-checked": partial(running.declared, "directors-checked"),
    "capable-compassionate-inclusive-leaders/leaders-qualified": _qualified,
    "capable-compassionate-inclusive-leaders/leaders-development": _plans,
    "capable-compassionate-inclusive-leaders/succession-plan": _succession,
    "capable-compassionate-inclusive-leaders/staff-on-leaders": partial(care.four_of_five, STAFF, "leadership"),
    "freedom-to-speak-up/policy-current": partial(running.policies, "speaking up", "whistleblowing"),
    "freedom-to-speak-up/named-person": partial(running.declared, "speaking-up-lead"),
    "freedom-to-speak-up/concerns-raised": running.concerns_raised,
    "freedom-to-speak-up/answered-in-time": running.of_no_concern,
    "freedom-to-speak-up/outcome-told": running.of_no_concern,
    "freedom-to-speak-up/detriment-checked": running.of_no_concern,
    "freedom-to-speak-up/staff-on-speaking-up": partial(care.four_of_five, STAFF, "speaking up", "speak up"),
    "workforce-equality-diversity-inclusion/equality-plan": _equality_plan,
    "workforce-equality-diversity-inclusion/equality-actions": partial(running.actions_about, *EQUALITY),
    "workforce-equality-diversity-inclusion/equality-policies": partial(running.policies, *EQUALITY),
    "workforce-equality-diversity-inclusion/equality-training": partial(workforce.in_date, EQUALITY),
    "workforce-equality-diversity-inclusion/staff-on-fairness": _staff_on_equality,
    "workforce-equality-diversity-inclusion/make-up-women": _women,
    "workforce-equality-diversity-inclusion/make-up-ethnic-groups": _white_british,
    "workforce-equality-diversity-inclusion/make-up-disabled": _disabled,
    "governance-management-sustainability/statement-of-purpose": partial(running.declared, "statement-of-purpose"),
    "governance-management-sustainability/incidents-notified": running.incidents_notified,
    "governance-management-sustainability/deaths-and-dols-notified": running.deaths_notified,
    "governance-management-sustainability/rating-displayed": partial(running.only_if, "rating"),
    "governance-management-sustainability/information-return": partial(running.only_if, "pir_requested"),
    "governance-management-sustainability/actions-in-time": running.actions_in_time,
    "governance-management-sustainability/risk-register": partial(running.kept_ready, "Risk register", THREE_MONTHS),
    "governance-management-sustainability/policies-current": running.policies,
    "governance-management-sustainability/continuity-test": partial(running.kept_ready, "BCP test", YEAR),
    "governance-management-sustainability/data-security": partial(running.kept_ready, "DSPT", YEAR),
    "partnerships-and-communities/joint-work": care.joint_contacts,
    "partnerships-and-communities/community-contacts": care.community_contacts,
    "partnerships-and-communities/purpose-and-result": care.purpose_and_result,
    "partnerships-and-communities/partners-heard": care.partners_heard,
    "partnerships-and-communities/partner-feedback": care.partners_each_half_year,
    "partnerships-and-communities/people-on-joint-working": partial(care.four_of_five, PEOPLE, *JOINT),
    "learning-improvement-innovation/improvement-plan": partial(running.documents, YEAR, *IMPROVEMENT),
    "learning-improvement-innovation/effect-checked": running.effect_checked,
    "learning-improvement-innovation/measured": running.actions_measured,
    "learning-improvement-innovation/second-look": partial(running.no_register_of, "audit-log"),
    "learning-improvement-innovation/team-talks-of-improvement": partial(
        running.meetings_on, "Staff meeting", *IMPROVEMENT
    ),
    "learning-improvement-innovation/people-shape-audits": partial(running.declared, "people-shape-audits"),
    "learning-improvement-innovation/example": partial(running.example, *IMPROVEMENT),
    "environmental-sustainability/green-plan": partial(running.documents, YEAR, *GREEN),
    "environmental-sustainability/green-actions": partial(running.actions_about, *GREEN),
    "learning-culture/candour-met": running.candour,
    "learning-culture/lessons-noted": running.lessons,
    "learning-culture/closed-in-time": running.closed_in_time,
    "learning-culture/incidents-repeated": running.incidents_again,
    "learning-culture/lessons-in-team-meetings": partial(running.meetings_on, "Staff meeting", "lessons learned"),
    "learning-culture/safety-alerts": running.safety_alerts,
    "learning-culture/people-feel-safe": partial(care.four_of_five, PEOPLE, "feel safe", "feeling safe"),
    "safe-and-effective-staffing/recruitment-files": workforce.safely_recruited,
    "safe-and-effective-staffing/safeguarding-training": partial(workforce.in_date, ("safeguarding",)),
    "safe-and-effective-staffing/learning-disability-and-autism": partial(workforce.in_date, ("learning disability",)),
    "safe-and-effective-staffing/care-certificate": workforce.care_certificates,
    "safe-and-effective-staffing/supervision-often-enough": workforce.supervised,
    "safe-and-effective-staffing/appraisals": workforce.appraised,
    "safe-and-effective-staffing/spot-checks": workforce.spot_checked,
    "safe-and-effective-staffing/agency-share": partial(workforce.months_of, "Agency hrs", "Hours worked in all"),
    "safe-and-effective-staffing/people-on-staffing": partial(care.four_of_five, PEOPLE, "staffing"),
    "kindness-compassion-dignity/people-on-kindness": partial(care.four_of_five, PEOPLE, "kindness", "compassion"),
    "kindness-compassion-dignity/people-on-dignity": partial(care.four_of_five, PEOPLE, "dignity"),
    "kindness-compassion-dignity/dignity-training": partial(workforce.in_date, ("dignity",)),
    "kindness-compassion-dignity/compliments": running.compliments,
    "treating-people-as-individuals/cultural-needs-recorded": care.culture_recorded,
    "treating-people-as-individuals/people-on-culture": partial(care.four_of_five, PEOPLE, *CULTURE),
    "treating-people-as-individuals/cultural-awareness-training": partial(workforce.in_date, ("cultural awareness",)),
    "treating-people-as-individuals/example": partial(running.example, *CULTURE),
    "workforce-wellbeing-and-enablement/wellbeing-in-supervision": partial(workforce.talked_of, ("wellbeing",)),
    "workforce-wellbeing-and-enablement/staff-on-wellbeing": partial(care.four_of_five, STAFF, "wellbeing"),
    "workforce-wellbeing-and-enablement/staff-survey": partial(care.staff_asked, "staff survey", "staff engagement"),
    "workforce-wellbeing-and-enablement/exit-interviews": workforce.leavers_heard,
    "workforce-wellbeing-and-enablement/sickness": partial(workforce.months_of, "Sick days", "Working days"),
    "workforce-wellbeing-and-enablement/turnover": _turnover,
    "person-centred-care/reviews-held": care.reviewed,
    "person-centred-care/involved-in-reviews": care.took_part,
    "person-centred-care/independence-goals": care.independence_goals,
    "person-centred-care/goals-reviewed": care.goals_reviewed,
    "person-centred-care/risk-decisions": care.risks_reviewed,
    "person-centred-care/people-on-choice": _choice,
    "listening-to-and-involving-people/complaints-recorded": running.complaints_recorded,
    "listening-to-and-involving-people/complaints-acknowledged": running.acknowledged,
    "listening-to-and-involving-people/complaints-answered": running.answered,
    "listening-to-and-involving-people/outcome-told": partial(running.answered_with, "Outcome told on"),
    "listening-to-and-involving-people/ombudsman-told": partial(running.answered_with, "Ombudsman explained"),
    "listening-to-and-involving-people/learning-noted": partial(running.answered_with, "Lesson"),
    "listening-to-and-involving-people/residents-meetings": _only_homes,
    "listening-to-and-involving-people/told-back": care.told_back,
    "equity-in-experiences-and-outcomes/communication-needs": care.communication_recorded,
    "equity-in-experiences-and-outcomes/people-on-fairness": partial(care.four_of_five, PEOPLE, *EQUALITY),
    "equity-in-experiences-and-outcomes/people-asked": partial(care.asked_each_quarter, *CULTURE),
    "equity-in-experiences-and-outcomes/inclusion-audits": partial(running.no_register_of, "audit-log"),
    "equity-in-experiences-and-outcomes/inclusion-actions": partial(running.actions_about, *INCLUSION),
}

ANSWERS: dict[str, Work] = {
    **{f"commissioner-culture-and-leadership/{id_}": work for id_, work in COUNCIL.items()},
    **{f"cqc-saf-2023/{id_}": work for id_, work in (REGULATOR | OTHERS).items()},
}
