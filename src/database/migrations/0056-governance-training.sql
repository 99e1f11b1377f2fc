create schema if not exists governance;

-- A policy or a short lesson that people read and confirm.
create table governance.document (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('policy', 'lesson')),
  title text not null check (title <> ''),
  -- Who must read it; empty: everyone.
  roles text[] not null,
  -- Permissions that nobody concerned has before they confirmed it.
  rights text[] not null,
  -- Within so many days after it was published, or after somebody joined; null: without a term.
  due_days integer check (due_days between 1 and 365),
  version integer not null check (version > 0),
  -- Whoever confirmed this version or a later one need not confirm again.
  required_version integer not null check (required_version between 1 and version),
  required_at timestamptz not null default clock_timestamp(),
  archived_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);

create table governance.document_version (
  workspace_id uuid not null,
  document_id uuid not null,
  version integer not null,
  title text not null,
  -- Markdown.
  body text not null,
  -- What changed, for those who read it before.
  note text not null,
  member_id uuid not null,
  member_name text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, document_id, version),
  foreign key (workspace_id, document_id) references governance.document on delete cascade
);

-- Who opened which version, and who confirmed it.
create table governance.reading (
  workspace_id uuid not null,
  member_id uuid not null,
  document_id uuid not null,
  version integer not null,
  read_at timestamptz not null default clock_timestamp(),
  confirmed_at timestamptz,
  primary key (workspace_id, member_id, document_id, version),
  foreign key (workspace_id, document_id) references governance.document on delete cascade
);

-- What somebody ticked on a checklist by hand, or a list that was put away (its item is empty).
create table governance.checklist_mark (
  workspace_id uuid not null,
  -- The member or the brand that the list is for.
  subject_id uuid not null,
  item text not null,
  member_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, subject_id, item)
);
