-- Posts worth saying again are kept in a category, and published again by themselves at its weekly times.
create table publishing.category (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null,
  account_ids uuid[] not null,
  -- The day of the week (1 is Monday) and the time by the brand's clock: 2T09:30. In their order.
  slots text[] not null check (array_to_string(slots, ' ') ~ '^([1-7]T([01][0-9]|2[0-3]):[0-5][0-9]( |$))*$'),
  -- How many days of the brand's calendar lie at least between two times of the same post.
  least_days integer not null check (least_days between 1 and 365),
  paused boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create index category_of_the_brand on publishing.category (workspace_id, brand_id);

create table publishing.kept_post (
  workspace_id uuid not null,
  id uuid not null,
  category_id uuid not null,
  -- The same said in different words, in the order in which they take turns.
  wordings jsonb not null check (jsonb_typeof(wordings) = 'array' and jsonb_array_length(wordings) between 1 and 10),
  -- Read off the wordings when they are saved, as a post's are.
  first_line text not null,
  thumb_media_id uuid,
  media_ids uuid[] not null,
  -- When it had gone out last before it was kept; null where it had not.
  said_at timestamptz,
  ends_after integer check (ends_after between 1 and 1000),
  -- A day of the brand's calendar, itself included.
  ends_on text check (ends_on ~ '^\d{4}-\d{2}-\d{2}$'),
  -- What people want. That an end was reached follows from the uses and the day.
  wish text not null default 'active' check (wish in ('active', 'paused', 'ended')),
  -- Why it was passed over, or went without some accounts, when it was its turn last.
  trouble jsonb,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, category_id) references publishing.category on delete cascade
);
create index kept_post_of_the_category on publishing.kept_post (workspace_id, category_id);
create index kept_post_shows_media on publishing.kept_post using gin (media_ids);

-- A time of a category that was given to a kept post. It stays when the post is moved, taken off the plan or deleted, so that no time is filled twice.
create table publishing.evergreen_use (
  workspace_id uuid not null,
  category_id uuid not null,
  -- By the brand's clock: 2026-11-24T09:30. A brand that moves to another zone keeps its times.
  slot text not null check (slot ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  kept_id uuid,
  -- 1 for the first time that the kept post was given.
  cycle integer not null check (cycle > 0),
  post_id uuid,
  primary key (workspace_id, category_id, slot),
  unique (workspace_id, kept_id, cycle),
  foreign key (workspace_id, category_id) references publishing.category on delete cascade,
  foreign key (workspace_id, kept_id) references publishing.kept_post on delete set null (kept_id),
  foreign key (workspace_id, post_id) references publishing.post on delete set null (post_id)
);
create index evergreen_use_of_the_post on publishing.evergreen_use (workspace_id, post_id) where post_id is not null;

-- The category that planned it; null for what a person wrote.
alter table publishing.post add column category_id uuid;
