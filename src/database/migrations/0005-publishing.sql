create schema publishing;

-- The idea: what is said, where and when. A plan is a wall-clock time in a zone; planned_at is the instant that follows from it.
create table publishing.post (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  revision integer not null default 1 check (revision > 0),
  content jsonb not null,
  account_ids uuid[] not null,
  -- Read off the content when it is saved, so that a calendar of thousands never opens it.
  first_line text not null,
  parts integer not null check (parts > 0),
  images integer not null check (images >= 0),
  thumb_media_id uuid,
  media_ids uuid[] not null,
  words text not null,
  planned_local text check (planned_local ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  time_zone text,
  occurrence text check (occurrence in ('first', 'second')),
  planned_at timestamptz,
  -- When the first of its deliveries went live, and where.
  published_at timestamptz,
  url text,
  shown_at timestamptz generated always as (coalesce(published_at, planned_at)) stored,
  created_by uuid,
  created_by_name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  constraint a_plan_is_whole check (num_nulls(planned_local, time_zone, planned_at) in (0, 3)),
  constraint an_occurrence_belongs_to_a_plan check (occurrence is null or planned_at is not null)
);
create index post_on_the_calendar on publishing.post (workspace_id, brand_id, shown_at, id) where shown_at is not null;
create index post_draft on publishing.post (workspace_id, brand_id, updated_at desc, id) where shown_at is null;
create index post_newest on publishing.post (workspace_id, brand_id, updated_at desc, id);
create index post_shows_media on publishing.post using gin (media_ids);
create index post_plan_ahead on publishing.post (workspace_id, brand_id, planned_at) where published_at is null and planned_at is not null;

-- One account's copy of a post: what must happen exactly once.
create table publishing.delivery (
  workspace_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  brand_id uuid not null,
  account_id uuid not null,
  network text not null,
  state text not null check (state in ('waiting', 'sending', 'retrying', 'unconfirmed', 'published', 'rejected', 'missed',
    'needs-a-person', 'taking-down', 'taken-down', 'cancelled')),
  -- What is being brought about, also while a person is asked.
  wish text not null default 'publish' check (wish in ('publish', 'take-down')),
  due_at timestamptz not null,
  -- Chosen once before the first attempt: what is said and what identifies it on the network. Never changed after a final step was tried.
  content jsonb,
  prepared jsonb,
  begun_at timestamptz,
  results jsonb not null default '{}',
  -- Finished final steps: parts that are live.
  live_parts integer not null default 0 check (live_parts >= 0),
  -- A final step whose bytes may have left and whose answer is not known; since: from then on no byte of it can leave any more.
  unclear_step text,
  unclear_since timestamptz,
  -- A person said: if the next look does not find it, send it again.
  resend_allowed boolean not null default false,
  tries integer not null default 0 check (tries >= 0),
  attempts integer not null default 0 check (attempts >= 0),
  lease uuid,
  lease_until timestamptz,
  next_try_at timestamptz,
  -- When a worker should take it up: at its time, or when the worker that has it stopped showing signs of life.
  wake_at timestamptz generated always as (coalesce(lease_until, next_try_at)) stored,
  reason jsonb,
  external_id text,
  url text,
  published_at timestamptz,
  settled_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, post_id) references publishing.post on delete cascade,
  unique (workspace_id, post_id, account_id),
  constraint a_lease_has_an_end check ((lease is null) = (lease_until is null)),
  constraint whoever_sends_holds_a_lease check (state <> 'sending' or lease is not null),
  constraint open_means_taken_up_some_day check
    ((state in ('waiting', 'sending', 'retrying', 'unconfirmed', 'taking-down')) = (next_try_at is not null)),
  constraint settled_means_nobody_holds_it check
    (state in ('sending', 'retrying', 'unconfirmed', 'taking-down') or lease is null),
  constraint frozen_together check (num_nulls(content, prepared, begun_at) in (0, 3)),
  constraint nothing_leaves_unprepared check (prepared is not null or (live_parts = 0 and unclear_step is null and results = '{}')),
  constraint unclear_since_when check ((unclear_step is null) = (unclear_since is null)),
  constraint unconfirmed_means_unclear check (state <> 'unconfirmed' or unclear_step is not null),
  constraint nothing_is_out check (state not in ('waiting', 'missed', 'cancelled') or (live_parts = 0 and unclear_step is null)),
  constraint settled_is_clear check (state not in ('published', 'retrying', 'rejected', 'taken-down') or unclear_step is null),
  constraint waiting_is_fresh check (state <> 'waiting' or prepared is null),
  constraint published_since_when check (state <> 'published' or published_at is not null),
  constraint trouble_has_a_reason check (state not in ('rejected', 'missed', 'needs-a-person') or reason is not null)
);
create index delivery_to_wake on publishing.delivery (wake_at) where wake_at is not null;
create unique index delivery_one_at_a_time on publishing.delivery (workspace_id, account_id) where lease is not null;
create index delivery_for_attention on publishing.delivery (workspace_id, brand_id, due_at)
  where state in ('rejected', 'missed', 'needs-a-person');
create index delivery_planned on publishing.delivery (workspace_id, account_id) where wake_at is not null;

-- What was tried: written and committed before a byte leaves.
create table publishing.attempt (
  workspace_id uuid not null,
  delivery_id uuid not null,
  id uuid not null,
  step text not null,
  kind text not null check (kind in ('send', 'look-up', 'take-down')),
  -- SHA-256 of what was prepared and is sent, for the record.
  payload_hash text not null,
  lease uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text not null default 'running' check (outcome in ('running', 'done', 'found', 'absent', 'rejected', 'signed-out', 'slow-down',
    'unavailable', 'unknown-outcome', 'interrupted')),
  reason jsonb,
  primary key (workspace_id, delivery_id, id),
  foreign key (workspace_id, delivery_id) references publishing.delivery on delete cascade,
  constraint finished_or_running check ((outcome = 'running') = (finished_at is null))
);
create index attempt_in_order on publishing.attempt (workspace_id, delivery_id, started_at, id);
create index attempt_running on publishing.attempt (workspace_id, delivery_id) where outcome = 'running';
