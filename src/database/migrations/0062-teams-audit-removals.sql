-- What the audit log calls things that are gone: by the name under which it says that they were removed.
create index audit_removals on teams.audit (workspace_id, subject_id) where before is not null and after is null;
