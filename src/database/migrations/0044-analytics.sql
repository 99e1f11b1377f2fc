create schema analytics;

-- An account as something that is measured. It stays when the account is disconnected, and so does what is known of it.
create table analytics.profile (
  workspace_id uuid not null,
  account_id uuid not null,
  brand_id uuid not null,
  network text not null,
  -- What its facts are filed under.
  subject bigint not null,
  -- As of when its network said last what the profile's levels are.
  read_at timestamptz,
  -- When its posts were last taken over from publishing.
  synced_at timestamptz,
  primary key (workspace_id, account_id),
  unique (workspace_id, subject)
);
create index profile_of_brand on analytics.profile (workspace_id, brand_id);

-- A post as it stands on one account, whoever made it.
create table analytics.post (
  workspace_id uuid not null,
  id uuid not null,
  subject bigint not null,
  account_id uuid not null,
  brand_id uuid not null,
  network text not null,
  external_id text not null,
  type text not null check (type in ('text', 'image', 'gallery', 'video', 'short', 'story', 'link', 'poll', 'document')),
  -- The network said so itself: it knows better than what was concluded from the content.
  type_told boolean not null default false,
  published_at timestamptz not null,
  first_line text not null,
  url text not null,
  -- Of Hearth's own.
  post_id uuid,
  delivery_id uuid,
  thumb_media_id uuid,
  -- Followers of the account when it was published, as far as they were known.
  followers bigint,
  -- As of when its network said last what it has gathered.
  read_at timestamptz,
  -- Null: nothing more is told of it.
  next_read_at timestamptz,
  gone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references analytics.profile on delete cascade,
  unique (workspace_id, account_id, external_id),
  unique (workspace_id, subject)
) with (fillfactor = 80);
create index post_in_order on analytics.post (workspace_id, brand_id, published_at);
create index post_to_read on analytics.post (workspace_id, account_id, next_read_at) where next_read_at is not null;
create index post_of_hearth on analytics.post (workspace_id, post_id) where post_id is not null;

-- What a post belongs to besides its account and network. A further dimension is a further word, and no other row changes.
create table analytics.belonging (
  workspace_id uuid not null,
  subject bigint not null,
  dimension text not null,
  member text not null,
  primary key (workspace_id, subject, dimension, member),
  foreign key (workspace_id, subject) references analytics.post (workspace_id, subject) on delete cascade
);
create index belonging_of_member on analytics.belonging (workspace_id, dimension, member, subject);

-- What a number is made of on a network: written once, named by facts. No customer's.
create table analytics.source (
  id integer primary key,
  network text not null,
  said_of text not null check (said_of in ('profile', 'post')),
  metric smallint not null,
  source text not null,
  -- By whose clock days are counted; '' where no day is meant.
  zone text not null,
  unique (network, said_of, metric, source, zone)
);

-- `new`: known as it came. `late`: came after something younger was known. `correction`: what was known before is other than it seemed.
-- `sum`: a day's facts put together, once they are old.
create type analytics.fact_kind as enum ('new', 'late', 'correction', 'sum');

-- What networks said, and what each saying adds to what was known. Rows are only added. Every rollup is a sum of `change`, but for levels, of which the
-- latest `value` counts. The widest columns come first so that none is padded.
create table analytics.fact (
  workspace_id uuid not null,
  -- A profile's or a post's.
  subject bigint not null,
  -- As of when it is so; of a day of the network's calendar, its midnight in UTC, and of a level at a day's end, that end.
  at timestamptz not null,
  fetched_at timestamptz not null,
  value bigint not null,
  change bigint not null,
  -- On which day the change counts: the network's own for what it tells by day, else the brand's at that time.
  day date not null,
  source integer not null,
  kind analytics.fact_kind not null,
  metric smallint not null
) partition by range (at);
create index fact_of_subject on analytics.fact (workspace_id, subject, metric, at);
-- Months get a table of their own when they are met; this one holds what has none yet.
create table analytics.fact_rest partition of analytics.fact default;

-- The latest value of each metric. Null: never told.
create table analytics.latest (
  workspace_id uuid not null,
  account_id uuid not null,
  subject bigint not null,
  followers bigint, followers_gained bigint, followers_lost bigint, profile_views bigint, impressions bigint, reach bigint, reactions bigint,
  comments bigint, shares bigint, saves bigint, clicks bigint, site_clicks bigint, video_views bigint, watch_seconds bigint, story_taps bigint,
  story_exits bigint,
  primary key (workspace_id, account_id, subject)
) with (fillfactor = 70);

-- What each post gathered in a day and a month.
create table analytics.post_rollup (
  workspace_id uuid not null,
  subject bigint not null,
  grain text not null check (grain in ('day', 'month')),
  bucket date not null,
  followers bigint, followers_gained bigint, followers_lost bigint, profile_views bigint, impressions bigint, reach bigint, reactions bigint,
  comments bigint, shares bigint, saves bigint, clicks bigint, site_clicks bigint, video_views bigint, watch_seconds bigint, story_taps bigint,
  story_exits bigint,
  primary key (workspace_id, subject, grain, bucket)
) partition by list (grain);
create index post_rollup_in_order on analytics.post_rollup (workspace_id, grain, bucket);
-- Months are few among the days: apart, they are found without passing those.
create table analytics.post_rollup_day partition of analytics.post_rollup for values in ('day') with (fillfactor = 80);
create table analytics.post_rollup_month partition of analytics.post_rollup for values in ('month') with (fillfactor = 70);

-- The same of an account: what its network tells of the profile, what its posts gathered in all, and those of them that belong to a member of a dimension.
create table analytics.rollup (
  workspace_id uuid not null,
  -- `profile`, `account` (all its posts), or a dimension of `belonging`.
  dimension text not null,
  grain text not null check (grain in ('hour', 'day', 'week', 'month')),
  -- The first day as its midnight in UTC; of an hour, its beginning.
  bucket timestamptz not null,
  account_id uuid not null,
  member text not null,
  followers bigint, followers_gained bigint, followers_lost bigint, profile_views bigint, impressions bigint, reach bigint, reactions bigint,
  comments bigint, shares bigint, saves bigint, clicks bigint, site_clicks bigint, video_views bigint, watch_seconds bigint, story_taps bigint,
  story_exits bigint,
  -- As of when `followers` is so.
  followers_at timestamptz,
  -- For how many days the profile's reach is told.
  reach_days integer,
  -- Of a profile's day: when the network was asked for it last.
  told_at timestamptz,
  primary key (workspace_id, dimension, grain, bucket, account_id, member)
) partition by list (grain);
create index rollup_of_account on analytics.rollup (workspace_id, account_id, dimension, grain, bucket);
create table analytics.rollup_hour partition of analytics.rollup for values in ('hour') with (fillfactor = 70);
create table analytics.rollup_day partition of analytics.rollup for values in ('day') with (fillfactor = 70);
create table analytics.rollup_week partition of analytics.rollup for values in ('week') with (fillfactor = 70);
create table analytics.rollup_month partition of analytics.rollup for values in ('month') with (fillfactor = 70);

-- When each kind of figure of an account is read, and how that goes.
create table analytics.reading (
  workspace_id uuid not null,
  account_id uuid not null,
  what text not null check (what in ('profile', 'posts', 'history', 'audience')),
  -- Null: nothing is left to be read.
  next_at timestamptz,
  read_at timestamptz,
  failures integer not null default 0,
  reason jsonb,
  -- Of `history`: the first day that is known already.
  back_to date,
  primary key (workspace_id, account_id, what),
  foreign key (workspace_id, account_id) references analytics.profile on delete cascade
);
create index reading_due on analytics.reading (next_at) where next_at is not null;

-- Who follows an account, as its network said last.
create table analytics.audience (
  workspace_id uuid not null,
  account_id uuid not null,
  read_at timestamptz not null,
  source text not null,
  groups jsonb not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references analytics.profile on delete cascade
);
