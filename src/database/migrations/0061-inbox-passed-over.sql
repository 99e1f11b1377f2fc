-- Whom a rule would have put on a thread and did not, and why: {"memberId": …, "why": "may-not-work-there" | "left" | "away" | "full"}.
alter table inbox.rule_act add column passed_over jsonb;

-- What the audit log calls things that are gone: by the name under which it says that they were removed.
create index audit_removals on teams.audit (workspace_id, subject_id) where before is not null and after is null;
