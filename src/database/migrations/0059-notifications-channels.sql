-- Under the bell, by e-mail at once or once a day, and in the browser: each kind as its member likes it.
alter table notifications.notice add column in_app boolean not null default true;
create index notice_under_the_bell on notifications.notice (workspace_id, member_id) where read_at is null and in_app;

alter table notifications.preference add column in_app boolean not null default true;
alter table notifications.preference add column push boolean not null default false;
update notifications.preference set push = email;
alter table notifications.preference alter column push drop default;
alter table notifications.preference alter column email type text using case when email then 'at-once' else 'off' end;
alter table notifications.preference add constraint email_when check (email in ('off', 'at-once', 'daily'));

-- When a member wants to hear, by the clock of where they are.
create table notifications.rhythm (
  workspace_id uuid not null,
  member_id uuid not null,
  time_zone text not null,
  daily_hour smallint not null check (daily_hour between 0 and 23),
  -- From when until when nothing comes but a crisis, e.g. 22:00 until 07:30, and on which days (1 is Monday) that begins.
  quiet_from text,
  quiet_to text,
  quiet_days smallint[],
  primary key (workspace_id, member_id),
  constraint quiet_whole check (num_nulls(quiet_from, quiet_to, quiet_days) in (0, 3))
);

-- A notice that is to go out later, together with others.
create table notifications.waiting (
  workspace_id uuid not null,
  notice_id uuid not null,
  channel text not null check (channel in ('mail', 'push')),
  member_id uuid not null,
  why text not null check (why in ('daily', 'quiet')),
  due_at timestamptz not null,
  -- The day of the member's that the daily letter is of.
  day date,
  primary key (workspace_id, notice_id, channel),
  foreign key (workspace_id, notice_id) references notifications.notice on delete cascade,
  constraint daily_has_day check ((why = 'daily') = (day is not null))
);
create index waiting_due on notifications.waiting (due_at);
create index waiting_of_member on notifications.waiting (workspace_id, member_id);

-- A letter of several notices. The row decides: one daily letter a day and person, and none twice.
create table notifications.letter (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- Null where it is what quiet hours held back.
  day date,
  notice_ids uuid[] not null,
  -- `sending` is written before a letter leaves: who finds it there does not know whether it arrived, and sends nothing.
  state text not null check (state in ('waiting', 'sending', 'sent', 'needless', 'failed', 'unclear')),
  made_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index letter_one_a_day on notifications.letter (workspace_id, member_id, day) where day is not null;
create index letter_old on notifications.letter (made_at);

-- The key pair by which push services know this installation (RFC 8292).
create table notifications.push_keys (
  one boolean primary key default true check (one),
  public_key text not null,
  sealed text not null
);

-- A browser that shows a member's notices. Its address and keys are sealed.
create table notifications.push_browser (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- Of the address, to find it again.
  hash text not null,
  name text not null,
  sealed text not null,
  added_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, hash)
);
create index push_browser_of_member on notifications.push_browser (workspace_id, member_id);

-- A channel of a chat service that is told of notices.
create table notifications.hook (
  workspace_id uuid not null,
  id uuid not null,
  service text not null check (service in ('slack', 'discord')),
  name text not null,
  sealed text not null,
  kinds text[] not null,
  -- Null: of all brands, and of none.
  brand_ids uuid[],
  made_by uuid not null,
  made_at timestamptz not null,
  last_sent_at timestamptz,
  -- The last failure: what the service said, and how often in a row it will not be helped.
  failure jsonb,
  failed_at timestamptz,
  failures integer not null default 0,
  off_at timestamptz,
  primary key (workspace_id, id)
);

-- What a channel is told, once each.
create table notifications.hook_message (
  workspace_id uuid not null,
  hook_id uuid not null,
  id uuid not null,
  key text not null,
  kind text not null,
  params jsonb not null,
  href text not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, hook_id, key),
  foreign key (workspace_id, hook_id) references notifications.hook on delete cascade
);
create index hook_message_old on notifications.hook_message (made_at);
