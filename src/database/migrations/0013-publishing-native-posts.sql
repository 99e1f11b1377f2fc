-- Posts that stand on a connected profile and were made elsewhere, as its network listed them last.
create table publishing.native_post (
  workspace_id uuid not null,
  account_id uuid not null,
  external_id text not null,
  brand_id uuid not null,
  network text not null,
  url text not null,
  first_line text not null,
  images integer not null check (images >= 0),
  published_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (workspace_id, account_id, external_id)
);
create index native_post_on_the_calendar on publishing.native_post (workspace_id, brand_id, published_at);

-- When each profile is read again.
create table publishing.timeline (
  workspace_id uuid not null,
  account_id uuid not null,
  -- The last time its network answered.
  read_at timestamptz,
  next_read_at timestamptz not null,
  failures integer not null default 0 check (failures >= 0),
  primary key (workspace_id, account_id)
);
create index timeline_due on publishing.timeline (next_read_at);

-- Our own posts are told from the others by the network's id.
create index delivery_by_external_id on publishing.delivery (workspace_id, account_id, external_id) where external_id is not null;
