create schema notifications;

create table notifications.notice (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- What the notice is about, named by who sends it: the same key never reaches a member twice.
  key text not null,
  kind text not null,
  params jsonb not null,
  href text not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, member_id, key)
);
create index on notifications.notice (workspace_id, member_id, at desc);
create index on notifications.notice (workspace_id, member_id) where read_at is null;

-- What a member chose to get by e-mail; a kind that is not here follows the default.
create table notifications.preference (
  workspace_id uuid not null,
  member_id uuid not null,
  kind text not null,
  email boolean not null,
  primary key (workspace_id, member_id, kind)
);
