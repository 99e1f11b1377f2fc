-- How often an account speaks: its weekly times by the brand's clock, and what its people want to be warned of.
create table publishing.cadence (
  workspace_id uuid not null,
  account_id uuid not null,
  brand_id uuid not null,
  -- The day of the week (1 is Monday) and the time: 2T09:30. In their order.
  slots text[] not null check (array_to_string(slots, ' ') ~ '^([1-7]T([01][0-9]|2[0-3]):[0-5][0-9]( |$))*$'),
  -- Longer without a post is a gap, more on one day is too much; null where nobody minds.
  most_days_apart integer check (most_days_apart between 1 and 60),
  most_per_day integer check (most_per_day between 1 and 100),
  primary key (workspace_id, account_id)
);
create index cadence_of_the_brand on publishing.cadence (workspace_id, brand_id);
