create schema strategy;

-- What posts belong together for. Days are those of the brand's calendar, the last one included.
create table strategy.campaign (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  colour text not null,
  from_day date,
  to_day date,
  -- Over: it keeps its posts and is not offered any more.
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  constraint the_last_day_is_not_before_the_first check (to_day >= from_day)
);
create unique index campaign_name on strategy.campaign (workspace_id, brand_id, lower(name)) where archived_at is null;
create index campaign_of_brand on strategy.campaign (workspace_id, brand_id);

create table strategy.label (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  colour text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index label_name on strategy.label (workspace_id, brand_id, lower(name));
