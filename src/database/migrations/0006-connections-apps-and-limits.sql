-- What a profile may do on its network, where that differs from profile to profile; asked again once a day.
alter table connections.account add column limits jsonb not null default '{}', add column limits_at timestamptz;

-- Keys of an app registered with a network, sealed for this workspace. One row for each server of a network that has many.
create table connections.app (
  workspace_id uuid not null,
  network text not null,
  server text not null,
  sealed text not null,
  stored_at timestamptz not null,
  primary key (workspace_id, network, server)
);
