create schema if not exists governance;

-- A time in which nothing goes out by itself: of one brand, or of all where there is none. It says so to everybody at once.
create table governance.crisis (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid,
  -- Everything as in a real one, but nothing is held.
  rehearsal boolean not null,
  reason text not null check (reason <> ''),
  -- Whether members may answer in the inbox meanwhile.
  answers text not null check (answers in ('allowed', 'forbidden')),
  -- The playbook as it was when it began.
  playbook jsonb not null,
  began_at timestamptz not null default clock_timestamp(),
  began_by uuid,
  began_by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  -- What was due until then goes out only when a person says so, also after the end.
  holds_until timestamptz not null generated always as (coalesce(ended_at, 'infinity'::timestamptz)) stored,
  primary key (workspace_id, id),
  constraint over_since_when check ((ended_at is null) = (ended_by_name is null))
);
create unique index crisis_one_at_a_time on governance.crisis (workspace_id, brand_id) nulls not distinct where ended_at is null;
-- Asked for every delivery that is due, and empty nearly always.
create index crisis_that_holds on governance.crisis (workspace_id, holds_until) where not rehearsal;
create index crisis_in_order on governance.crisis (workspace_id, began_at desc);

-- What happened in it, in the order it happened.
create table governance.crisis_log (
  workspace_id uuid not null,
  crisis_id uuid not null,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('began', 'ended', 'step-done', 'step-undone', 'note', 'urgent-asked', 'urgent-confirmed', 'urgent-withdrawn', 'taken-down')),
  by_id uuid,
  by_name text not null,
  detail jsonb not null default '{}',
  primary key (workspace_id, crisis_id, id),
  foreign key (workspace_id, crisis_id) references governance.crisis on delete cascade
);

-- A post that goes out in spite of it, once a second person has agreed.
create table governance.crisis_urgent (
  workspace_id uuid not null,
  crisis_id uuid not null,
  post_id uuid not null,
  why text not null,
  asked_at timestamptz not null default clock_timestamp(),
  asked_by uuid not null,
  asked_by_name text not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  confirmed_by_name text,
  primary key (workspace_id, crisis_id, post_id),
  foreign key (workspace_id, crisis_id) references governance.crisis on delete cascade,
  constraint confirmed_by_whom check (num_nulls(confirmed_at, confirmed_by, confirmed_by_name) in (0, 3)),
  constraint by_two_people check (confirmed_by is null or confirmed_by <> asked_by)
);

-- What was taken down in one action, to show how it comes along. A rehearsal counts and touches nothing.
create table governance.crisis_take_down (
  workspace_id uuid not null,
  crisis_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  name text not null,
  delivery_ids uuid[] not null,
  at timestamptz not null default clock_timestamp(),
  by_name text not null,
  primary key (workspace_id, crisis_id, id),
  foreign key (workspace_id, crisis_id) references governance.crisis on delete cascade
);

-- What would have happened by itself meanwhile, counted.
create table governance.crisis_held (
  workspace_id uuid not null,
  crisis_id uuid not null,
  -- The rule of the inbox that would have acted.
  rule_id uuid not null,
  name text not null,
  -- How often it would have done each thing.
  deeds jsonb not null,
  messages integer not null check (messages > 0),
  last_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, crisis_id, rule_id),
  foreign key (workspace_id, crisis_id) references governance.crisis on delete cascade
);

-- What people do in one: of a brand, or of all that have none of their own.
create table governance.crisis_playbook (
  workspace_id uuid not null,
  brand_id uuid,
  content jsonb not null,
  revision integer not null default 1 check (revision > 0),
  changed_at timestamptz not null default clock_timestamp(),
  constraint playbook_one_each unique nulls not distinct (workspace_id, brand_id)
);

-- The inbox is so unusual that somebody should look. It never begins a crisis by itself.
create table governance.crisis_proposal (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  at timestamptz not null,
  -- Why: how much was said and complained, and what is usual.
  facts jsonb not null,
  state text not null default 'open' check (state in ('open', 'begun', 'dismissed')),
  settled_at timestamptz,
  settled_by_name text,
  primary key (workspace_id, id),
  constraint settled_by_whom check ((state = 'open') = (settled_at is null))
);
create index crisis_proposal_of_brand on governance.crisis_proposal (workspace_id, brand_id, at desc);

-- A report that was to be sent meanwhile waits for a decision; from then on it counts as asked for then.
alter table reports.sending drop constraint sending_state_check;
alter table reports.sending add constraint sending_state_check
  check (state in ('waiting', 'held', 'sending', 'sent', 'failed', 'unclear', 'left-out'));
alter table reports.sending add column decided_at timestamptz;
create index sending_held on reports.sending (workspace_id) where state = 'held';
-- What a crisis held is decided after it, one by one or all at once.
create index delivery_held on publishing.delivery (workspace_id, brand_id, due_at) where reason ->> 'code' = 'crisis';
