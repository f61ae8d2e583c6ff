"""The words of the rubric language: which keys stand where; whatever is not here is refused."""

from __future__ import annotations

RUBRIC = (
    "id",
    "version",
    "title",
    "source",
    "subject",
    "guide",
    "in_force",
    "previous",
    "case_types",
    "flags",
    "dates",
    "tags",
    "themes",
    "boxes",
    "scales",
    "defaults",
    "looks_back",
    "sections",
    "overall",
    "feedback",
    "reflection",
    "moderation",
    "concern",
    "cases",
    "leaves_out",
)
LEAVES_OUT = ("team", "practitioner", "team_manager", "reviewer", "with_practitioner")
"""What stands at the head of every audit unless its form has no use for it."""
IN_FORCE = ("from", "to")
PREVIOUS = ("version", "ids", "values")
SCALE = ("best_first", "worst_first", "numbers", "best", "from", "labels", "means")
VALUE = ("label", "number", "also", "means")
SECTION_DEFAULTS = ("grade", "boxes", "required", "looks_back", "limits")
QUESTION_DEFAULTS = ("answer", "not_applicable", "required", "tags", "weight")
OVERALL = (
    "title",
    "printed",
    "guide",
    "prompts",
    "descriptors",
    "source",
    "score",
    "grade",
    "questions",
    "boxes",
    "limits",
    "triggers",
)
SECTION = (*OVERALL, "sections", "applies_when", "required", "looks_back", "weight", "for_each", "about")
SCORE = ("how", "of", "out_of", "answered")
SCORE_HOW = ("points", "share", "mean", "sum")
OUT_OF = ("applicable", "answered", "available")
GRADE = ("scale", "how", "of", "bands", "round", "ties", "rules", "override")
GRADE_HOW = ("judged", "lowest", "highest", "majority", "bands", "rules")
TIES = ("better", "worse")
GRADE_RULE = ("when", "is", "otherwise")
DESCRIPTOR = ("text", "applies_when")
FOR_EACH = ("name", "of", "at_least", "at_most", "always", "by")
QUESTION = (
    "ask",
    "title",
    "guide",
    "answer",
    "tags",
    "about",
    "not_applicable",
    "reversed",
    "applies_when",
    "required",
    "weight",
    "boxes",
    "descriptors",
    "agrees_with",
    "yes_needs",
    "source",
)
OPTION = ("label", "number")
FEEDBACK_QUESTION = ("ask", "title", "guide", "answer", "not_applicable", "reversed", "source")
BOX = ("title", "guide", "about", "applies_when", "required", "needs", "source")
FORM_BOX = ("title", "guide", "required", "source")
LIMIT = ("id", "title", "when", "always", "usually", "agreed_by", "source")
BOUND = ("at_most", "at_least", "is")
TRIGGER = ("id", "title", "when", "tell", "within", "needs", "source")
FEEDBACK = ("title", "guide", "from", "required", "questions", "source")
REFLECTION = ("title", "guide", "boxes", "source")
MODERATION = (*REFLECTION, "fields")
CONCERN = ("tell", "respond", "guide", "source")
CASE = ("like", "given", "expect")
GIVEN = (
    "case_type",
    "flags",
    "age",
    "period",
    "dates",
    "answers",
    "grades",
    "reasons",
    "overrides",
    "moderated",
    "each",
    "other_answers",
    "other_grades",
)
GIVEN_EACH = (
    "case_type",
    "flags",
    "age",
    "dates",
    "answers",
    "grades",
    "reasons",
    "overrides",
    "other_answers",
    "other_grades",
)
EXPECT = ("broken", "limited", "fired", "applies", "contradictions", "scores", "effective")

JOINERS = ("case_type", "flag", "age", "day")
"""Subjects of a condition that may stand beside another one in the same map."""
SUBJECTS = ("answer", "answers", "grade", "grades", "score", "scores", "date", "all", "any", "not")
COMPARE = ("is", "at_least", "at_most", "above", "below")
DATE_TESTS = ("within", "older_than", "at_least", "first_within", "after", "every", "from")
DAYS = ("from", "to")
ROLLS = ("lowest", "majority", "highest")

ROLES = (
    "practitioner",
    "team_manager",
    "reviewer",
    "service_manager",
    "head_of_service",
    "head_of_quality",
    "practice_supervisor",
    "principal_social_worker",
    "assistant_director",
    "director",
    "qa_lead",
    "moderator",
    "auditor",
)
"""Who can be told: the first three stand in the case, the others in people.yaml."""

REQUIRED = ("always", "if_applies", "chosen")
NOT_APPLICABLE = ("with_reason", "freely", "never")
HARDNESS = ("must", "main", "suggested")
ABOUT = {
    "child_voice": "the child's voice",
    "child_journey": "the child's journey",
    "difference_made": "what the work has changed for the child",
    "strength": "what was done well",
    "beyond": "what goes beyond good",
    "earlier_audit": "what became of an earlier audit",
    "good_practice": "good practice to share",
    "learning": "what the service should learn",
}
"""What a section, a question or a box may be about that audits deal with whatever their form, and how it is said."""
RESERVED = ("overall", "this", "sections", "questions", "reflection", "moderation", "feedback")
"""Words that no section or question may have for an id."""
STATES = ("not_applicable", "not_assessed", "no_evidence")
"""Words that no value may have for an id: in an audit they stand in place of an answer."""
PLAIN_ANSWERS = ("text", "date", "count")
