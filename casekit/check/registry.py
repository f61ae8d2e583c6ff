"""Every rule, one line each: code, name, severity, and the function that finds it."""

from __future__ import annotations

from casekit.check.rule import Rule, Severity
from casekit.check.rules.actions import ck501_incomplete_action as ck501
from casekit.check.rules.actions import ck502_overdue as ck502
from casekit.check.rules.actions import ck503_verified_by_owner as ck503
from casekit.check.rules.actions import ck504_box_without_action as ck504
from casekit.check.rules.actions import ck505_days_out_of_order as ck505
from casekit.check.rules.actions import ck506_done_without_evidence as ck506
from casekit.check.rules.actions import ck507_not_specific as ck507
from casekit.check.rules.actions import ck508_outcome_not_the_childs as ck508
from casekit.check.rules.actions import ck509_due_after_review as ck509
from casekit.check.rules.actions import ck510_moved_too_often as ck510
from casekit.check.rules.actions import ck511_changed_without_reason as ck511
from casekit.check.rules.actions import ck512_moves_do_not_fit as ck512
from casekit.check.rules.actions import ck513_moved_unrecorded as ck513
from casekit.check.rules.actions import ck514_raised_again as ck514
from casekit.check.rules.actions import ck515_stranded as ck515
from casekit.check.rules.concerns import ck701_concern_not_told as ck701
from casekit.check.rules.concerns import ck702_grade_without_concern as ck702
from casekit.check.rules.concerns import ck703_response_late as ck703
from casekit.check.rules.concerns import ck704_told_late as ck704
from casekit.check.rules.concerns import ck705_no_time_of_day as ck705
from casekit.check.rules.concerns import ck706_told_days_later as ck706
from casekit.check.rules.concerns import ck707_brothers_and_sisters as ck707
from casekit.check.rules.concerns import ck708_concern_open as ck708
from casekit.check.rules.concerns import ck709_closed_too_early as ck709
from casekit.check.rules.concerns import ck710_answer_denies_concern as ck710
from casekit.check.rules.evidence import ck109_empty_box as ck109
from casekit.check.rules.evidence import ck302_feedback_not_sought as ck302
from casekit.check.rules.evidence import ck303_too_thin as ck303
from casekit.check.rules.evidence import ck304_bland as ck304
from casekit.check.rules.evidence import ck305_retold as ck305
from casekit.check.rules.evidence import ck306_of_another_child as ck306
from casekit.check.rules.evidence import ck307_no_strength as ck307
from casekit.check.rules.evidence import ck308_child_not_at_centre as ck308
from casekit.check.rules.evidence import ck309_no_impact as ck309
from casekit.check.rules.evidence import ck310_earlier_audit as ck310
from casekit.check.rules.evidence import ck311_period as ck311
from casekit.check.rules.evidence import ck312_wide_period as ck312
from casekit.check.rules.evidence import ck313_feedback_without_answers as ck313
from casekit.check.rules.evidence import ck314_no_reason as ck314
from casekit.check.rules.following import ck821_no_three_way_meeting as ck821
from casekit.check.rules.following import ck822_not_talked_through as ck822
from casekit.check.rules.following import ck823_met_out_of_order as ck823
from casekit.check.rules.following import ck824_not_escalated as ck824
from casekit.check.rules.following import ck825_not_shared as ck825
from casekit.check.rules.grades import ck201_expected_limit_without_reason as ck201
from casekit.check.rules.grades import ck203_grade_outside_limit as ck203
from casekit.check.rules.grades import ck204_not_told as ck204
from casekit.check.rules.grades import ck205_action_missing as ck205
from casekit.check.rules.grades import ck206_grade_not_as_worked_out as ck206
from casekit.check.rules.grades import ck207_override_not_allowed as ck207
from casekit.check.rules.grades import ck208_best_without_more as ck208
from casekit.check.rules.grades import ck209_left_out as ck209
from casekit.check.rules.grades import ck210_cannot_be_told as ck210
from casekit.check.rules.grades import ck211_no_grade_worked_out as ck211
from casekit.check.rules.moderation import ck601_moderator_is_auditor as ck601
from casekit.check.rules.moderation import ck602_stale as ck602
from casekit.check.rules.moderation import ck603_moderator_not_independent as ck603
from casekit.check.rules.moderation import ck604_not_a_moderator as ck604
from casekit.check.rules.moderation import ck605_not_theirs_to_dispute as ck605
from casekit.check.rules.moderation import ck606_not_theirs_to_settle as ck606
from casekit.check.rules.moderation import ck607_settled_without_the_file as ck607
from casekit.check.rules.moderation import ck608_dispute_open as ck608
from casekit.check.rules.moderation import ck609_judged_out_of_order as ck609
from casekit.check.rules.moderation import ck610_no_feedback_meeting as ck610
from casekit.check.rules.moderation import ck611_outcome_kept as ck611
from casekit.check.rules.moderation import ck612_moderated_unfinished as ck612
from casekit.check.rules.moderation import ck613_changed_without_reason as ck613
from casekit.check.rules.moderation import ck614_outcome_and_grade_disagree as ck614
from casekit.check.rules.moderation import ck615_unsigned as ck615
from casekit.check.rules.moderation import ck616_judgement_rewritten as ck616
from casekit.check.rules.moderation import ck617_not_theirs_to_reply as ck617
from casekit.check.rules.moderation import ck630_judged_side_by_side as ck630
from casekit.check.rules.moderation import ck631_recorded_without_knowing as ck631
from casekit.check.rules.moderation import ck650_second_without_first as ck650
from casekit.check.rules.people import ck801_unknown_person as ck801
from casekit.check.rules.people import ck802_not_independent as ck802
from casekit.check.rules.people import ck803_managed_it_before as ck803
from casekit.check.rules.privacy import ck811_identifier as ck811
from casekit.check.rules.privacy import ck812_name as ck812
from casekit.check.rules.privacy import ck813_name_of_file as ck813
from casekit.check.rules.programme import ck850_management_circle as ck850
from casekit.check.rules.programme import ck851_unknown_team as ck851
from casekit.check.rules.programme import ck852_address_of_two as ck852
from casekit.check.rules.programme import ck853_after_leaving as ck853
from casekit.check.rules.programme import ck854_days_turned_round as ck854
from casekit.check.rules.programme import ck855_team_and_area as ck855
from casekit.check.rules.programme import ck856_nobody_above as ck856
from casekit.check.rules.programme import ck860_programme_and_audits as ck860
from casekit.check.rules.programme import ck861_stopped_and_changed as ck861
from casekit.check.rules.programme import ck862_reason_not_listed as ck862
from casekit.check.rules.shape import ck104_still_to_fill_in as ck104
from casekit.check.rules.shape import ck105_completed_but_missing as ck105
from casekit.check.rules.shape import ck106_duplicate_id as ck106
from casekit.check.rules.shape import ck108_file_and_id_differ as ck108
from casekit.check.rules.shape import ck111_does_not_apply as ck111
from casekit.check.rules.shape import ck115_form_not_in_force as ck115
from casekit.check.rules.shape import ck116_not_come_yet as ck116
from casekit.check.rules.timescales import ck401_answer_contradicts_date as ck401
from casekit.check.rules.timescales import ck402_law_not_kept as ck402
from casekit.check.rules.timescales import ck403_date_after_audit as ck403
from casekit.check.rules.timescales import ck404_ends_before_it_begins as ck404
from casekit.history import codes as history
from casekit.read import codes as reading

ERROR, WARNING = Severity.ERROR, Severity.WARNING

CRASH = "CK000"
"""The code under which a rule that crashed is reported: a mistake of casekit's, never of the author's."""

RULES: tuple[Rule, ...] = (
    Rule(CRASH, "casekit-bug", ERROR),
    *(Rule(code, kind.name, Severity(kind.severity)) for code, kind in reading.CODES.items()),
    Rule("CK101", "shape", ERROR),
    Rule("CK102", "unknown-id", ERROR),
    Rule("CK103", "text-outside-boxes", WARNING),
    Rule("CK104", "still-to-fill-in", WARNING, audit=ck104.check),
    Rule("CK105", "completed-but-missing", ERROR, audit=ck105.check),
    Rule("CK106", "duplicate-id", ERROR, corpus=ck106.check),
    Rule("CK107", "unknown-rubric", ERROR),
    Rule("CK108", "file-and-id-differ", ERROR, audit=ck108.check),
    Rule("CK109", "empty-box", ERROR, audit=ck109.check),
    Rule("CK110", "rubric-mistake", ERROR),
    Rule("CK111", "does-not-apply", ERROR, audit=ck111.check),
    Rule("CK112", "form-case-fails", ERROR),
    Rule("CK113", "form-never", ERROR),
    Rule("CK114", "answered-once-for-each", ERROR),
    Rule("CK115", "form-not-in-force", ERROR, audit=ck115.check),
    Rule("CK116", "not-come-yet", WARNING, audit=ck116.check),
    Rule("CK191", "waiver-does-not-hold", ERROR),
    Rule("CK192", "waiver-run-out", WARNING),
    Rule("CK193", "waiver-of-nothing", WARNING),
    Rule("CK201", "expected-limit-without-reason", ERROR, audit=ck201.check),
    Rule("CK203", "grade-outside-limit", ERROR, audit=ck203.check),
    Rule("CK204", "not-told", ERROR, audit=ck204.check),
    Rule("CK205", "action-missing", ERROR, audit=ck205.check),
    Rule("CK206", "grade-not-as-worked-out", ERROR, audit=ck206.check),
    Rule("CK207", "override-not-allowed", ERROR, audit=ck207.check),
    Rule("CK208", "best-without-more", WARNING, audit=ck208.check),
    Rule("CK209", "left-out-though-it-applies", ERROR, audit=ck209.check),
    Rule("CK210", "nobody-can-tell", WARNING, audit=ck210.check),
    Rule("CK211", "no-grade-worked-out", ERROR, audit=ck211.check),
    Rule("CK302", "feedback-not-sought", ERROR, audit=ck302.check),
    Rule("CK303", "too-thin", WARNING, audit=ck303.check),
    Rule("CK304", "bland-phrase", WARNING, audit=ck304.check),
    Rule("CK305", "retold-or-pasted", WARNING, audit=ck305.check),
    Rule("CK306", "text-of-another-child", WARNING, corpus=ck306.check),
    Rule("CK307", "no-strength", WARNING, audit=ck307.check),
    Rule("CK308", "child-not-at-the-centre", WARNING, audit=ck308.check),
    Rule("CK309", "impact-left-open", WARNING, audit=ck309.check),
    Rule("CK310", "earlier-audit-not-followed-up", WARNING, corpus=ck310.check),
    Rule("CK311", "period-beyond-what-counts", ERROR, audit=ck311.check),
    Rule("CK312", "period-wide", WARNING, audit=ck312.check),
    Rule("CK313", "feedback-without-answers", WARNING, audit=ck313.check),
    Rule("CK314", "reason-gives-none", ERROR, audit=ck314.check),
    Rule("CK401", "answer-contradicts-date", ERROR, audit=ck401.check),
    Rule("CK402", "law-not-kept", WARNING, audit=ck402.check),
    Rule("CK403", "date-after-audit", ERROR, audit=ck403.check),
    Rule("CK404", "ends-before-it-begins", ERROR, audit=ck404.check),
    Rule("CK501", "incomplete-action", ERROR, audit=ck501.check),
    Rule("CK502", "overdue-action", WARNING, audit=ck502.check),
    Rule("CK503", "verified-by-owner", ERROR, audit=ck503.check),
    Rule("CK504", "box-without-action", WARNING, audit=ck504.check),
    Rule("CK505", "days-out-of-order", ERROR, audit=ck505.check),
    Rule("CK506", "done-without-evidence", WARNING, audit=ck506.check),
    Rule("CK507", "not-specific", WARNING, audit=ck507.check),
    Rule("CK508", "outcome-not-the-childs", WARNING, audit=ck508.check),
    Rule("CK509", "due-after-review", WARNING, audit=ck509.check),
    Rule("CK510", "moved-too-often", WARNING, audit=ck510.check),
    Rule("CK511", "put-off-without-reason", ERROR, audit=ck511.check),
    Rule("CK512", "moves-do-not-fit", ERROR, audit=ck512.check),
    Rule("CK513", "moved-unrecorded", WARNING, past=ck513.check),
    Rule("CK514", "raised-again", WARNING, corpus=ck514.check),
    Rule("CK515", "owner-gone", WARNING, corpus=ck515.check),
    Rule("CK601", "moderator-is-auditor", ERROR, audit=ck601.check),
    Rule("CK602", "moderation-stale", ERROR, past=ck602.check),
    Rule("CK603", "moderator-not-independent", ERROR, audit=ck603.check),
    Rule("CK604", "not-a-moderator", ERROR, audit=ck604.check),
    Rule("CK605", "not-theirs-to-dispute", ERROR, audit=ck605.check),
    Rule("CK606", "not-theirs-to-settle", ERROR, audit=ck606.check),
    Rule("CK607", "settled-without-the-file", ERROR, audit=ck607.check),
    Rule("CK608", "dispute-open", WARNING, audit=ck608.check),
    Rule("CK609", "judged-out-of-order", ERROR, audit=ck609.check),
    Rule("CK610", "no-feedback-meeting", WARNING, audit=ck610.check),
    Rule("CK611", "outcome-kept", WARNING, audit=ck611.check),
    Rule("CK612", "moderated-unfinished", ERROR, audit=ck612.check),
    Rule("CK613", "changed-without-reason", ERROR, audit=ck613.check),
    Rule("CK614", "outcome-and-grade-disagree", ERROR, audit=ck614.check),
    Rule("CK615", "judgement-unsigned", ERROR, past=ck615.check),
    Rule("CK616", "judgement-rewritten", WARNING, past=ck616.check),
    Rule("CK617", "not-theirs-to-reply", ERROR, audit=ck617.check),
    Rule("CK630", "judged-side-by-side", ERROR, past=ck630.check),
    Rule("CK631", "recorded-without-knowing", ERROR, past=ck631.check),
    Rule("CK650", "second-without-first", ERROR, corpus=ck650.check),
    Rule("CK701", "concern-not-told", ERROR, audit=ck701.check),
    Rule("CK702", "grade-without-concern", ERROR, audit=ck702.check),
    Rule("CK703", "concern-without-response", ERROR, audit=ck703.check),
    Rule("CK704", "concern-told-late", ERROR, audit=ck704.check),
    Rule("CK705", "concern-without-time", ERROR, audit=ck705.check),
    Rule("CK706", "concern-told-days-later", ERROR, audit=ck706.check),
    Rule("CK707", "brothers-and-sisters", ERROR, audit=ck707.check),
    Rule("CK708", "concern-open", WARNING, audit=ck708.check),
    Rule("CK709", "concern-closed-too-early", ERROR, audit=ck709.check),
    Rule("CK710", "answer-denies-concern", ERROR, audit=ck710.check),
    Rule("CK801", "unknown-person", ERROR, audit=ck801.check),
    Rule("CK802", "auditor-not-independent", ERROR, audit=ck802.check),
    Rule("CK803", "managed-it-before", WARNING, corpus=ck803.check),
    Rule("CK811", "identifier", ERROR, text=ck811.check),
    Rule("CK812", "name-of-somebody", ERROR, text=ck812.check),
    Rule("CK813", "identifying-file-name", ERROR, corpus=ck813.check),
    Rule("CK821", "no-three-way-meeting", ERROR, audit=ck821.check),
    Rule("CK822", "not-talked-through", WARNING, audit=ck822.check),
    Rule("CK823", "met-out-of-order", WARNING, audit=ck823.check),
    Rule("CK824", "not-escalated", WARNING, audit=ck824.check),
    Rule("CK825", "not-shared", WARNING, audit=ck825.check),
    Rule("CK850", "management-circle", ERROR, corpus=ck850.check),
    Rule("CK851", "unknown-team", ERROR, corpus=ck851.check),
    Rule("CK852", "address-of-two-people", ERROR, corpus=ck852.check),
    Rule("CK853", "after-leaving", ERROR, corpus=ck853.check),
    Rule("CK854", "days-turned-round", ERROR, corpus=ck854.check),
    Rule("CK855", "team-and-area", ERROR, corpus=ck855.check),
    Rule("CK856", "nobody-above", WARNING, corpus=ck856.check),
    Rule("CK860", "programme-and-audits-differ", ERROR, corpus=ck860.check),
    Rule("CK861", "stopped-and-changed", ERROR, past=ck861.check),
    Rule("CK862", "reason-not-listed", WARNING, corpus=ck862.check),
    *(Rule(code, kind.name, Severity(kind.severity)) for code, kind in history.CODES.items()),
)

BY_CODE = {rule.code: rule for rule in RULES}
