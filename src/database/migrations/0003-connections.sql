create schema connections;

create table connections.account (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  network text not null,
  -- The network's own stable id of the profile.
  external_id text not null,
  handle text not null,
  display_name text not null,
  avatar_url text,
  profile_url text not null,
  settings jsonb not null,
  state text not null check (state in ('connected', 'signed-out')),
  connected_at timestamptz not null,
  refreshed_at timestamptz,
  problem jsonb,
  problem_at timestamptz,
  -- A disconnected account stays, so that what it published keeps its name.
  removed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, brand_id, network, external_id)
);

-- What opens the account, sealed for this workspace and account.
create table connections.secret (
  workspace_id uuid not null,
  account_id uuid not null,
  sealed text not null,
  expires_at timestamptz,
  stored_at timestamptz not null,
  primary key (workspace_id, account_id)
);
create index on connections.secret (expires_at);

-- A person was sent to a network and has not come back yet. Each is used once.
create table connections.pending (
  workspace_id uuid not null,
  state text not null,
  member_id uuid not null,
  brand_id uuid not null,
  network text not null,
  -- Set when an account is being reconnected.
  account_id uuid,
  sealed text not null,
  expires_at timestamptz not null,
  primary key (workspace_id, state)
);
