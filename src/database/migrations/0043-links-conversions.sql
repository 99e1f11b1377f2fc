-- A shop or other site of a brand that tells what came of clicks.
create table links.conversion_site (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  -- Names the site in public: it stands in the address of its script.
  key text not null,
  -- Whose pages may send: {https://shop.example}.
  origins text[] not null,
  -- What its server signs with, sealed; null until one was made.
  sealed text,
  -- For the digests of what was erased.
  erasure_key bytea not null,
  -- When the script was last loaded by one of its pages, a page last sent, and its server last signed: to the minute.
  script_seen_at timestamptz,
  page_heard_at timestamptz,
  server_heard_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index conversion_site_key on links.conversion_site (key);
create index conversion_site_of_brand on links.conversion_site (workspace_id, brand_id);

-- How long after a click what happens is still put down to it; 30 days where a brand has said nothing.
create table links.conversion_window (
  workspace_id uuid not null,
  brand_id uuid not null,
  days integer not null check (days between 1 and 90),
  primary key (workspace_id, brand_id)
);

create table links.conversion (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  site_id uuid not null,
  -- As the site calls it: what counts once.
  external_id text not null,
  stage text not null check (stage in ('lead', 'opportunity', 'sale')),
  value numeric(16, 4),
  currency text,
  at timestamptz not null,
  source text not null check (source in ('script', 'server', 'csv', 'hand')),
  -- The conversion whose value this changes, as a refund does; it is none of its own.
  corrects uuid,
  -- When what it is judged by happened: itself, or what it corrects.
  judged_at timestamptz not null,
  click_id uuid,
  -- What is known of the click, written down as soon as the click is in the database, because clicks do not stay for ever.
  click_at timestamptz,
  click_human boolean,
  link_id uuid,
  received_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, site_id) references links.conversion_site on delete cascade,
  foreign key (workspace_id, corrects) references links.conversion on delete cascade,
  constraint a_value_has_a_currency check ((value is null) = (currency is null))
);
create unique index conversion_once on links.conversion (workspace_id, site_id, external_id);
create index conversion_in_order on links.conversion (workspace_id, brand_id, at desc, id desc);
create index conversion_of_click on links.conversion (workspace_id, click_id) where click_id is not null;
create index conversion_to_settle on links.conversion (received_at) where click_id is not null and click_at is null;
create index conversion_corrected on links.conversion (workspace_id, corrects) where corrects is not null;

-- What was erased and does not come back, in a form that tells nothing to those who do not know it already.
create table links.conversion_erased (
  workspace_id uuid not null,
  site_id uuid not null,
  digest bytea not null,
  primary key (workspace_id, site_id, digest),
  foreign key (workspace_id, site_id) references links.conversion_site on delete cascade
);

-- What a brand spends, in the month it belongs to.
create table links.cost (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  kind text not null check (kind in ('ads', 'tools', 'hours')),
  name text not null check (name <> ''),
  -- The first day of the month.
  month date not null check (extract(day from month) = 1),
  -- Where it was spent for one campaign.
  campaign_id uuid,
  amount numeric(16, 4) not null check (amount >= 0),
  currency text not null,
  -- Of work: amount = hours × rate.
  hours numeric(9, 2),
  rate numeric(16, 4),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  constraint work_has_hours_and_a_rate check ((kind = 'hours') = (hours is not null) and (hours is null) = (rate is null))
);
create index cost_by_month on links.cost (workspace_id, brand_id, month);
create index cost_of_campaign on links.cost (workspace_id, campaign_id) where campaign_id is not null;
