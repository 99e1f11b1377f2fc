-- How a brand wants to hear of unusual days. Brands without a row have the usual settings.
create table analytics.announcing (
  workspace_id uuid not null,
  brand_id uuid not null,
  -- Null: nothing is announced.
  sensitivity text check (sensitivity in ('sensitive', 'balanced', 'strict')),
  -- By the brand's clock, from this hour to that nobody is disturbed; the same twice means never.
  quiet_from smallint not null check (quiet_from between 0 and 23),
  quiet_to smallint not null check (quiet_to between 0 and 23),
  primary key (workspace_id, brand_id)
);

-- Up to which day an account was looked at.
alter table analytics.profile add column announced_to date;

-- Days that were far from usual.
create table analytics.announcement (
  workspace_id uuid not null,
  brand_id uuid not null,
  account_id uuid not null,
  day date not null,
  metric text not null,
  value bigint not null,
  usual_from bigint not null,
  usual_to bigint not null,
  direction text not null check (direction in ('grew', 'fell')),
  announced_at timestamptz not null default now(),
  primary key (workspace_id, account_id, day, metric),
  foreign key (workspace_id, account_id) references analytics.profile on delete cascade
);
create index announcement_of_brand on analytics.announcement (workspace_id, brand_id, day desc);
