-- Whom a rule would have put on a thread and did not, and why: {"memberId": …, "why": "may-not-work-there" | "left" | "away" | "full"}.
alter table inbox.rule_act add column passed_over jsonb;
