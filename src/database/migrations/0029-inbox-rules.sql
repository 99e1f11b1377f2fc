-- What a brand does by itself with what people write. Asked in the order of their places.
create table inbox.rule (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  place integer not null,
  -- Since when it acts: on what is written from then on. Absent: it is off.
  active_since timestamptz,
  -- Where it acts, no rule after it is asked.
  stops boolean not null,
  conditions jsonb not null,
  actions jsonb not null,
  primary key (workspace_id, id)
);
create unique index rule_name on inbox.rule (workspace_id, brand_id, lower(name));

-- Grows by one with every change of a brand's rules, and holds those who change them apart: every process knows by it whether what it keeps of them still holds.
create table inbox.rule_set (
  workspace_id uuid not null,
  brand_id uuid not null,
  version integer not null,
  primary key (workspace_id, brand_id)
);

-- What a rule did about one message: once, and what of it was new, so that just that can be taken back. It outlives its rule.
create table inbox.rule_act (
  workspace_id uuid not null,
  rule_id uuid not null,
  message_id uuid not null,
  thread_id uuid not null,
  rule_name text not null,
  at timestamptz not null default clock_timestamp(),
  label_ids uuid[] not null default '{}',
  assignee_id uuid,
  urgent boolean not null default false,
  alerted integer not null default 0,
  -- It wants the thread done as far as this message goes; it is, since then, once nobody else waits in it.
  finishes boolean not null default false,
  finished_at timestamptz,
  -- Of hiding it on the network, or of showing it again once this was undone.
  hiding text check (hiding in ('asked', 'done', 'failed')),
  hiding_reason jsonb,
  undone_at timestamptz,
  undone_by text,
  primary key (workspace_id, message_id, rule_id),
  foreign key (workspace_id, thread_id) references inbox.thread on delete cascade
);
create index rule_act_in_order on inbox.rule_act (workspace_id, rule_id, at desc, message_id desc);
create index rule_act_of_thread on inbox.rule_act (workspace_id, thread_id);
