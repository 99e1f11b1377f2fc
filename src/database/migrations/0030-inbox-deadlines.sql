-- When the people of a brand work, how soon they mean to answer, and who is told when that is about to fail. Nothing is kept of a brand that never said so.
create table inbox.care (
  workspace_id uuid not null,
  brand_id uuid not null,
  -- [{"day": 1, "from": "09:00", "to": "18:00"}, …], Monday is 1; with none, every hour is one of work.
  week jsonb not null default '[]',
  -- [{"date": "2026-12-25", "name": "Christmas"}, …]
  holidays jsonb not null default '[]',
  targets jsonb not null default '[]',
  warnings jsonb not null default '[]',
  primary key (workspace_id, brand_id)
);

alter table inbox.thread
  -- When what is to be resolved began: what is said within three days of it being done belongs to it.
  add column matter_since timestamptz,
  -- Until when they are to have an answer, and until when it is to be resolved.
  add column answer_due_at timestamptz,
  add column resolve_due_at timestamptz,
  add column due_at timestamptz generated always as (least(answer_due_at, resolve_due_at)) stored,
  -- When somebody is to be told of it next.
  add column warn_at timestamptz;
update inbox.thread set matter_since = waiting_since where state <> 'done';
create index thread_due on inbox.thread (workspace_id, brand_id, coalesce(due_at, 'infinity'), last_at desc, id desc) where state = 'open';
create index thread_to_warn on inbox.thread (warn_at) where warn_at is not null;

-- What people waited for and got: an answer, or the end of the matter.
create table inbox.wait (
  workspace_id uuid not null,
  thread_id uuid not null,
  what text not null check (what in ('answer', 'resolution')),
  since timestamptz not null,
  ended_at timestamptz not null,
  brand_id uuid not null,
  network text not null,
  kind text not null,
  -- Who answered or finished it; absent where that was done in the network's own app.
  member_id uuid,
  -- Nobody had waited in its thread before.
  first boolean not null,
  seconds double precision not null check (seconds >= 0),
  -- Of them, within the brand's working hours as they were then.
  working_seconds double precision not null check (working_seconds >= 0),
  -- Of a resolution: from the first answer on; absent without one.
  handling_seconds double precision check (handling_seconds >= 0),
  working_handling_seconds double precision check (working_handling_seconds >= 0),
  -- Until when it was to end.
  due_at timestamptz,
  primary key (workspace_id, thread_id, what, since),
  foreign key (workspace_id, thread_id) references inbox.thread on delete cascade
);
create index wait_in_order on inbox.wait (workspace_id, brand_id, what, ended_at);
