-- What each published copy took from its network's quotas, and what it cost; `usd` is money in US dollars.
create table publishing.use (
  workspace_id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  name text not null,
  delivery_id uuid not null,
  network text not null,
  amount numeric not null check (amount > 0),
  primary key (workspace_id, account_id, at, name, delivery_id)
);
create index on publishing.use (workspace_id, network, at);

-- A published copy can be corrected where the network lets one.
alter table publishing.attempt drop constraint attempt_kind_check;
alter table publishing.attempt add constraint attempt_kind_check check (kind in ('send', 'look-up', 'take-down', 'correct'));
