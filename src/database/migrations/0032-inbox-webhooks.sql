-- What networks tell by themselves, as it came: kept from before it is acknowledged until it is handled. A repeat is recognised by its digest for some days more.
create table inbox.webhook (
  -- Whose app it was sent for; the zero id stands for the installation's own.
  workspace_id uuid not null,
  network text not null,
  digest bytea not null,
  -- Absent once it is handled.
  body bytea,
  received_at timestamptz not null default clock_timestamp(),
  next_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0 check (attempts >= 0),
  handled_at timestamptz,
  -- Events in it for profiles that nobody has connected here, or that nobody could make sense of.
  dropped integer not null default 0 check (dropped >= 0),
  primary key (workspace_id, network, digest),
  constraint body_until_handled check ((body is null) = (handled_at is not null))
);
create index webhook_waiting on inbox.webhook (next_at) where handled_at is null;
create index webhook_handled on inbox.webhook (handled_at) where handled_at is not null;

-- As of when the network told what is kept: what it told earlier and is heard later changes nothing.
alter table inbox.message add column as_of timestamptz not null default '-infinity';

-- Deleted before it was heard of.
create table inbox.gone (
  workspace_id uuid not null,
  account_id uuid not null,
  external_id text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, account_id, external_id)
);
create index gone_in_order on inbox.gone (at);

-- When a webhook last brought something for the account.
alter table inbox.reading add column told_at timestamptz;
create index account_known_as on connections.account (network, external_id) where removed_at is null;
