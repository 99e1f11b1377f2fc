create schema inbox;

-- Somebody on a network, as they were seen last.
create table inbox.profile (
  workspace_id uuid not null,
  id uuid not null,
  network text not null,
  external_id text not null,
  handle text not null,
  name text not null,
  avatar_url text,
  url text,
  primary key (workspace_id, id),
  unique (workspace_id, network, external_id)
);

-- What belongs together: a comment with everything under it, a private conversation, a review. Everything that a list shows is read off the messages when they come.
create table inbox.thread (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  account_id uuid not null,
  network text not null,
  external_id text not null,
  kind text not null check (kind in ('comment', 'mention', 'quote', 'share', 'message', 'review')),
  -- The post that it is about.
  about jsonb,
  -- Whoever spoke to us last.
  profile_id uuid,
  first_line text not null default '',
  messages integer not null default 0 check (messages >= 0),
  state text not null check (state in ('open', 'snoozed', 'done')),
  snoozed_until timestamptz,
  assignee_id uuid,
  label_ids uuid[] not null default '{}',
  urgent boolean not null default false,
  -- When somebody spoke that nobody of us has answered yet: the first such moment.
  waiting_since timestamptz,
  last_at timestamptz not null,
  -- The first thing said to us, and the first that we answered.
  first_inbound_at timestamptz,
  first_answer_at timestamptz,
  done_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, account_id, external_id),
  foreign key (workspace_id, profile_id) references inbox.profile,
  constraint snoozed_until_when check ((state = 'snoozed') = (snoozed_until is not null)),
  constraint done_since_when check ((state = 'done') = (done_at is not null))
);
create index thread_in_order on inbox.thread (workspace_id, brand_id, state, last_at desc, id desc);
create index thread_of_member on inbox.thread (workspace_id, assignee_id, state, last_at desc, id desc) where assignee_id is not null;
create index thread_to_wake on inbox.thread (snoozed_until) where state = 'snoozed';

create table inbox.message (
  workspace_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  account_id uuid not null,
  external_id text not null,
  kind text not null check (kind in ('comment', 'mention', 'quote', 'share', 'message', 'review')),
  by_us boolean not null,
  profile_id uuid,
  text text not null,
  media jsonb not null default '[]',
  at timestamptz not null,
  edited_at timestamptz,
  gone_at timestamptz,
  hidden boolean not null default false,
  stars integer check (stars between 1 and 5),
  url text,
  -- The item that it answers, by the network's id.
  answers text,
  -- What the network needs to answer it.
  answer_to jsonb,
  -- Of ours: who wrote it here; absent where it was written in the network's own app.
  member_id uuid,
  member_name text,
  primary key (workspace_id, id),
  foreign key (workspace_id, thread_id) references inbox.thread on delete cascade,
  unique (workspace_id, account_id, external_id)
);
create index message_in_order on inbox.message (workspace_id, thread_id, at, id);

-- What we answer: on its way until the network has it, a message from then on. Its id is that of what goes out.
create table inbox.answer (
  workspace_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  message_id uuid not null,
  text text not null,
  member_id uuid not null,
  member_name text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- Once it is out, the network's id of it.
  external_id text,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, thread_id) references inbox.thread on delete cascade
);
create index answer_on_its_way on inbox.answer (workspace_id, thread_id) where ended_at is null;

-- What members said to one another about it, and what they did.
create table inbox.deed (
  workspace_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  member_id uuid,
  member_name text,
  kind text not null check (kind in ('note', 'done', 'opened', 'snoozed', 'assigned', 'labelled', 'urgent', 'hidden', 'shown', 'removed')),
  detail jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, thread_id) references inbox.thread on delete cascade
);
create index deed_in_order on inbox.deed (workspace_id, thread_id, at, id);

-- Where the reading of each source ended, and when it goes on.
create table inbox.reading (
  workspace_id uuid not null,
  account_id uuid not null,
  source text not null,
  cursor jsonb,
  -- How far back the first reading went.
  since timestamptz not null,
  read_at timestamptz,
  next_read_at timestamptz not null,
  failures integer not null default 0 check (failures >= 0),
  reason jsonb,
  primary key (workspace_id, account_id, source)
);
create index reading_due on inbox.reading (next_read_at);
