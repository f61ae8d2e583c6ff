"""Lint, where several answer a section: each mistake on its own line, in plain words, and nobody's name repeated."""

from __future__ import annotations

import pytest

from tests.whole import COLUMNS, COUNTED, PARTNERS, SIBLINGS, case, files, problems, said


def test_the_audits_have_no_problem() -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "at", "expected"),
    [
        (
            PARTNERS,
            "      police:\n        by: p301\n        dates: {contact: 2026-02-11}\n        grade: thin\n",
            "      police:\n        by: p301\n        dates: {contact: 2026-02-11}\n        grade: sound\n",
            "grade: sound\n        answers:\n          shared-in-time: no",
            "CK203 Agencies: Police: Sound is above Thin, the limit that the form sets here (Not shared in time).",
        ),
        (
            PARTNERS,
            "dates: {contact: 2026-02-11}",
            "dates: {contact: 2026-09-11}",
            "in-contact: no",
            "CK401 'in-contact.police' is answered no, but the last date under \"Contacts with the child\" is "
            "11 September 2026, 1 month and 4 days before the period ends on 15 October 2026; "
            "the form asks for one within 3 months.",
        ),
        (
            PARTNERS,
            "chair: {by: p303, ",
            "chair: {",
            "chair: {",
            "CK105 Completed, but 'The panel: Chair' lacks who answered (by).",
        ),
        (
            PARTNERS,
            "        by: p302\n",
            "        by: p999\n",
            "by: p999",
            "CK801 p999 is not in people.yaml.",
        ),
        (
            PARTNERS,
            "    by: p202\n",
            "    by: p302\n",
            "    by: p302\n    on",
            "CK601 Moderation m1 is by Probation officer (p302), who answered a part of the audit.",
        ),
        (
            PARTNERS,
            "sections: {agency.probation: sound}",
            "sections: {agency.probtion: sound}",
            "agency.probtion",
            "CK102 Graded section 'agency.probtion' is not in rubric partners@1; did you mean agency.probation?",
        ),
        (
            PARTNERS,
            "for: shared-in-time.police",
            "for: shared-in-time.polce",
            "for: shared",
            "CK102 Section or question 'shared-in-time.polce' is not in rubric partners@1; "
            "did you mean shared-in-time.police?",
        ),
        (
            PARTNERS,
            "voice: {grade: strong, answers: {heard: yes}}",
            "voice: {grade: strong, answers: {heard: }}",
            "voice: {grade: strong",
            "CK105 Completed, but 'Agencies: Probation: The child's voice' lacks 1 answer (heard).",
        ),
        (
            PARTNERS,
            "      teacher: {by: p303, grade: sound, answers: {agrees: yes}}\n",
            "",
            "    each:\n      chair",
            "CK105 Completed, but 'The panel: Teacher' lacks all of it (write it under its id, or there grade: "
            "not_assessed or not_applicable, and why).",
        ),
        (
            PARTNERS,
            "          voice: {grade: strong, answers: {heard: yes}}\n",
            "          voices: {grade: strong, answers: {heard: yes}}\n",
            "voices:",
            "CK102 Section of 'Agencies: Probation', 'voices' is not in rubric partners@1; did you mean voice?",
        ),
        (
            SIBLINGS,
            "case: {age: 1}",
            "case: {age: 1, type: plann}",
            "plann",
            "CK102 Kind of case 'plann' is not in rubric siblings@1; did you mean plan?",
        ),
        (
            SIBLINGS,
            "case: {age: 1}",
            "dates: {seen-alon: 2026-01-01}\n        case: {age: 1}",
            "seen-alon:",
            "CK102 Date 'seen-alon' is not in rubric siblings@1; did you mean seen-alone?",
        ),
        (
            SIBLINGS,
            "  age: 9\n",
            "",
            "      T5WXB:",
            "CK105 Completed, but the audit lacks the child's age of 'Each child: T5WXB'.",
        ),
        (
            COLUMNS,
            "answers: {planned: b, done: c, why-apart: Half of the visits were not made}",
            "answers: {planned: b, done: c}",
            "planned: b",
            "CK105 Completed, but 'What we did: Moderated' lacks 1 answer (why-apart).",
        ),
        (
            COUNTED,
            "        by: p301\n        answers:",
            "        by: p301\n        grade: fail\n        answers:",
            "grade: fail",
            "CK206 Agencies: Police: Fail is typed, and the form works out Pass here.",
        ),
        (
            COUNTED,
            "          by: p401\n",
            "          by: p201\n",
            "by: p201\n          why",
            "CK207 Agencies: Clinic: the grade is overridden by Service manager (p201), and the form leaves that "
            "to the QA lead.",
        ),
        (
            COUNTED,
            "          by: p401\n",
            "          by: p999\n",
            "by: p999",
            "CK801 p999 is not in people.yaml.",
        ),
        (
            COUNTED,
            "          day: {grade: pass}\n",
            "",
            "        sections:",
            "CK105 Completed, but 'Each child: K7Q2M: The day' lacks the grade.",
        ),
        (
            COLUMNS,
            "overall:\n  grade: c\n",
            "overall:\n  grade: b\n",
            "grade: b",
            "CK203 The whole: B is above C, the limit that the form sets here (Above the moderated column).",
        ),
    ],
)  # fmt: skip
def test_a_mistake_of_one_is_said_where_it_stands(path: str, old: str, new: str, at: str, expected: str) -> None:
    text = files((path, old, new))[path].decode()
    assert text.count(at) == 1
    line = text[: text.index(at)].count("\n") + 1
    assert f"{line} {expected}" in said((path, old, new))


def test_fewer_than_the_form_wants_is_something_to_fill_in() -> None:
    one = "      H4RNV:\n        case: {age: 1}\n        grade: amber\n        answers: {own-plan: yes}\n"
    body = "### H4RNV\n\n#### What life is like\n\nShe sleeps in the drawer of a big cupboard, warm and watched.\n"
    assert said((SIBLINGS, one, ""), (SIBLINGS, body, "")) == [
        "21 CK105 Completed, but 'Each child' lacks 1 entry below 'each:' (at least 2 are wanted)."
    ]


@pytest.mark.parametrize("name", ["Tommy Atkins", "Tommy", "tommy", "Jo", "O'Hara", "2016-04-01"])
def test_what_may_be_a_childs_name_is_never_repeated(name: str) -> None:
    found = problems(
        (SIBLINGS, "      H4RNV:\n", f'      "{name}":\n'),
        (SIBLINGS, "### H4RNV\n", f"### {name}\n"),
        (SIBLINGS, "grade: amber\n        answers", "grade: violet\n        gade: red\n        answers"),
    )
    shape = [p for p in found if p.code == "CK101"]
    assert shape
    assert not [p for p in found if name in f"{p.message} {p.hint} {p.because} {p.place} {p.causes}"]
    assert "sections/child/each/2/gade" in [p.place for p in found]


def test_hundreds_are_refused_once_and_do_not_take_long() -> None:
    def with_more(number: int) -> list[str]:
        many = "".join(f"      K{n:03}: {{grade: green}}\n" for n in range(number))
        return said((SIBLINGS, "      T5WXB:\n", f"{many}      T5WXB:\n"))

    assert "21 CK114 'Each child' is answered for 7, and the form takes 6 at most." in with_more(5)
    assert not [line for line in with_more(4) if "CK114" in line]
    found = with_more(300)
    assert "21 CK101 sections > child > each: there is more here than fits: at most 40 entries." in found
    assert len(found) < 20


def test_an_action_for_one_or_for_all_answers_what_the_form_asks() -> None:
    red = (
        "grade: strong\n        answers: {shared-in-time: yes, in-contact: yes}",
        "grade: absent\n        answers: {shared-in-time: yes, in-contact: yes}",
    )
    for target, answers in (("agency.probation", True), ("agency", True), ("agency.police", False), ("panel", False)):
        found = said((PARTNERS, *red), (PARTNERS, "for: agency.probation", f"for: {target}"))
        missing = "An agency did nothing (Probation): no action answers this."
        assert any(missing in line for line in found) is not answers, target


def test_an_audit_of_brothers_and_sisters_is_about_each_of_them() -> None:
    assert case(SIBLINGS).audit.children == {"N5QD3", "T5WXB", "H4RNV"}
    assert case(PARTNERS).audit.children == {"K7Q2M"}


def test_a_section_put_aside_as_a_whole_asks_for_nobody() -> None:
    aside = "  panel:\n    grade: not_assessed\n    why: The panel did not meet\n"
    rest = "\n".join(
        f"      {one}: {{by: {who}, grade: {grade}, answers: {{agrees: {said}}}}}"
        for one, who, grade, said in (
            ("chair", "p303", "thin", "partly"),
            ("nurse", "p304", "thin", "yes"),
            ("teacher", "p303", "sound", "yes"),
        )
    )
    assert said((PARTNERS, f"  panel:\n    each:\n{rest}\n", aside)) == []


POLICE = "        grade: {}\n        answers:\n          shared-in-time: no\n"
SOUND = (PARTNERS, POLICE.format("thin"), POLICE.format("sound"))


def test_a_reason_is_written_under_the_limits_own_name() -> None:
    voice = ("voice: {grade: strong, answers: {heard: yes}}", "voice: {grade: absent, answers: {heard: yes}}")
    (found,) = [p for p in problems((PARTNERS, *voice)) if p.code == "CK201"]
    assert found.message.startswith("Agencies: Probation: Strong is above Thin, the limit that the form expects here")
    assert "behind 'above-voice:' below 'reasons:'" in found.hint
    entry = "        answers: {shared-in-time: yes, in-contact: yes}\n"
    reasons = f"{entry}        reasons: {{above-voice: She would not speak to anybody yet}}\n"
    assert not [line for line in said((PARTNERS, *voice), (PARTNERS, entry, reasons)) if "CK201" in line]


def test_one_of_several_may_be_waived_and_the_others_stand() -> None:
    waiver = (
        "waivers:\n  - id: w1\n    code: CK203\n    limit: not-shared\n    where: sections/agency/each/police\n"
        "    reason: It was lost in the post\n    who: p202\n    on: 2026-10-21\n    until: 2027-01-31\nactions:\n"
    )
    zone, roles = 'timezone = "Europe/London"\n', "roles: [{role: service_manager, from: 2024-04-01}]"
    policy = ("casekit.toml", zone, f'{zone}[waivers.limits]\nnot-shared = ["service_manager"]\n')
    title = "p202:\n    title: Principal social worker\n"
    manager = ("people.yaml", f"{title}    roles: [{{role: moderator, from: 2024-04-01}}]", f"{title}    {roles}")
    yes, no = "{shared-in-time: yes, in-contact: yes}", "{shared-in-time: no, why-late: Nobody, in-contact: yes}"
    late = (PARTNERS, yes, no)
    edits = (policy, manager, late, SOUND, (PARTNERS, "actions:\n", waiver))
    broken = [line for line in said(*edits) if "CK203 Agencies" in line or "CK19" in line]
    assert [line.partition(" ")[2] for line in broken] == [
        "CK203 Agencies: Probation: Strong is above Thin, the limit that the form sets here (Not shared in time)."
    ]


def test_of_one_for_whom_nothing_is_there_one_thing_is_said() -> None:
    entry = "      teacher: {by: p303, grade: sound, answers: {agrees: yes}}\n"
    found = said((PARTNERS, entry, ""))
    assert [line for line in found if "Teacher" in line and "CK105" in line] == [
        line for line in found if "CK105" in line
    ]
    assert len([line for line in found if "CK105" in line]) == 1
