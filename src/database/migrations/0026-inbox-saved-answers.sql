-- What is answered again and again, kept in every language it is needed in.
create table inbox.saved_answer (
  workspace_id uuid not null,
  id uuid not null,
  -- Absent: every brand of the workspace may use it.
  brand_id uuid,
  name text not null check (name <> ''),
  shortcut text check (shortcut <> ''),
  -- In the order written: [{"language": "en", "text": "Hello {{name|there}}"}, …]
  texts jsonb not null,
  -- How often it was sent, and when last.
  used integer not null default 0 check (used >= 0),
  used_at timestamptz,
  primary key (workspace_id, id)
);
create unique index saved_answer_name on inbox.saved_answer (workspace_id, brand_id, lower(name)) nulls not distinct;
create unique index saved_answer_shortcut on inbox.saved_answer (workspace_id, brand_id, lower(shortcut)) nulls not distinct where shortcut is not null;
