-- Hashtags that are used together, without their sign, in the order written.
create table strategy.hashtag_group (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  tags text[] not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index hashtag_group_name on strategy.hashtag_group (workspace_id, brand_id, lower(name));
