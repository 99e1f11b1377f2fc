create schema links;

-- A brand's own domain for short links. A host leads to one brand, whatever the workspace.
create table links.domain (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  host text not null check (host <> '' and host = lower(host)),
  -- When somebody last came by this name, to the hour.
  seen_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index domain_host on links.domain (host);

create table links.link (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  -- Empty: the server's own address, below /l/.
  host text not null default '',
  code text not null check (code <> ''),
  -- Somebody chose the code, so it is found in capitals as well.
  chosen boolean not null,
  title text not null default '',
  target text not null check (target ~ '^https?://'),
  -- What is added to the target's address, by name.
  utm jsonb not null default '{}',
  expires_at timestamptz,
  -- Its code is never given away again.
  removed_at timestamptz,
  campaign_id uuid,
  network text,
  account_id uuid,
  post_id uuid,
  delivery_id uuid,
  created_by_name text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index link_code on links.link (host, code);
create index link_of_brand on links.link (workspace_id, brand_id, created_at desc, id desc) where removed_at is null;
-- A delivery that is prepared a second time finds the links it has.
create unique index link_of_delivery on links.link (workspace_id, delivery_id, target) where delivery_id is not null;
create index link_of_post on links.link (workspace_id, post_id) where post_id is not null;

-- What a brand does with the links of its posts.
create table links.brand (
  workspace_id uuid not null,
  brand_id uuid not null,
  in_posts text not null default 'off' check (in_posts in ('off', 'utm', 'shorten')),
  -- For the short links of posts; null: the server's own address.
  domain_id uuid,
  -- Whether a click's id goes along to the target, so that a conversion can be traced to it.
  measures_conversions boolean not null default false,
  primary key (workspace_id, brand_id)
);

-- What is added to addresses, for the brand as a whole or for a campaign, a network or both.
create table links.preset (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  campaign_id uuid,
  network text,
  source text not null,
  medium text not null,
  campaign text not null,
  term text not null,
  content text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index preset_scope on links.preset
  (workspace_id, brand_id, coalesce(campaign_id, '00000000-0000-0000-0000-000000000000'), coalesce(network, ''));

create table links.click (
  workspace_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('person', 'bot', 'preview', 'prefetch')),
  -- The host alone of the site it came from.
  referrer text,
  device text check (device in ('phone', 'tablet', 'computer')),
  -- A hash under the salt of the day, which is gone the day after; null where the visitor asked not to be tracked.
  visitor bytea,
  primary key (workspace_id, id)
);
create index click_of_link on links.click (workspace_id, link_id, at);
create index click_visitor on links.click (workspace_id, link_id, visitor) where visitor is not null;
create index click_at on links.click (at);

-- How often a link was followed in an hour (UTC): what dashboards read, so that they cost the same however long the history.
create table links.hour (
  workspace_id uuid not null,
  link_id uuid not null,
  hour timestamptz not null,
  persons integer not null default 0,
  bots integer not null default 0,
  previews integer not null default 0,
  prefetches integer not null default 0,
  -- Visitors who were new to the link on this day (UTC).
  uniques integer not null default 0,
  touched_at timestamptz not null,
  primary key (workspace_id, link_id, hour)
);
create index hour_touched on links.hour (workspace_id, touched_at);

-- The same over all time.
create table links.total (
  workspace_id uuid not null,
  link_id uuid not null,
  persons integer not null default 0,
  bots integer not null default 0,
  previews integer not null default 0,
  prefetches integer not null default 0,
  uniques integer not null default 0,
  primary key (workspace_id, link_id)
);

-- Pieces of click logs that are in the table above, so that none comes in twice.
create table links.piece (
  id uuid primary key,
  moved_at timestamptz not null default now()
);

-- Random, for one day, and destroyed after it.
create table links.salt (
  day date primary key,
  salt bytea not null
);
