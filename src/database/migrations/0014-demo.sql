create schema demo;

-- The demo and how far it is made. Its workspace, accounts and posts are rows of the other modules, made through the API.
create table demo.demo (
  workspace_id uuid primary key,
  login_id uuid not null,
  member_id uuid not null,
  brand_id uuid not null,
  language text not null check (language in ('en', 'zh-TW')),
  state text not null check (state in ('making', 'ready', 'failed', 'removing')),
  step text not null check (step in ('people', 'past', 'accounts', 'pictures', 'plan')),
  share integer not null check (share between 0 and 100),
  -- What went on before today stands on the networks; a second run keeps it.
  past_is_made boolean not null default false,
  -- All dates of the story are counted from here, so that a second run plans the same.
  started_at timestamptz not null
);
