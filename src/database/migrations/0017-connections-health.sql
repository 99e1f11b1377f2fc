-- What the person allowed on the network, by its own names; null where it does not tell.
alter table connections.account add column scopes text[];

-- What went wrong with an account lately; the newest twenty are kept.
create table connections.problem (
  workspace_id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  reason jsonb not null,
  primary key (workspace_id, account_id, at)
);
