create schema teams;

-- People who can sign in. A person may belong to several workspaces, so these tables carry no workspace.
-- login, session, credential, verification and rate_limit are better-auth's own tables under our names.
create table teams.login (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  language text not null default 'en' check (language in ('en', 'zh-TW')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table teams.session (
  id uuid primary key default gen_random_uuid(),
  token text not null unique,
  login_id uuid not null references teams.login on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on teams.session (login_id);
create index on teams.session (expires_at);

create table teams.credential (
  id uuid primary key default gen_random_uuid(),
  login_id uuid not null references teams.login on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (login_id, provider_id)
);

create table teams.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null unique,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table teams.rate_limit (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- Wrong set-up codes and passwords per caller's address, counted for a while.
create table teams.wrong_try (
  key text primary key,
  count integer not null,
  since timestamptz not null
);

create table teams.workspace (
  workspace_id uuid primary key,
  name text not null,
  language text not null check (language in ('en', 'zh-TW')),
  created_at timestamptz not null default now()
);

create table teams.brand (
  workspace_id uuid not null references teams.workspace on delete cascade,
  id uuid not null,
  name text not null,
  language text not null check (language in ('en', 'zh-TW')),
  time_zone text not null,
  grace_minutes integer not null default 60 check (grace_minutes between 0 and 10080),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create table teams.member (
  workspace_id uuid not null references teams.workspace on delete cascade,
  id uuid not null,
  login_id uuid not null references teams.login on delete cascade,
  role text not null check (role in ('owner', 'publisher', 'agent')),
  joined_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (login_id, workspace_id)
);

create table teams.invitation (
  workspace_id uuid not null references teams.workspace on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'publisher', 'agent')),
  token_hash text not null unique,
  mailed boolean not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (workspace_id, id)
);

create table teams.api_key (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  role text not null check (role in ('owner', 'publisher', 'agent')),
  start text not null,
  key_hash text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references teams.member on delete cascade
);
create index on teams.api_key (workspace_id, member_id);

-- Who changed what. Rows outlive the member they tell of.
create table teams.audit (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  member_id uuid,
  actor_name text not null,
  via text not null check (via in ('web', 'api-key', 'system')),
  action text not null,
  subject_kind text,
  subject_id text,
  detail jsonb not null,
  primary key (workspace_id, id)
);
create index on teams.audit (workspace_id, at desc, id desc);

-- Answers of calls with an Idempotency-Key, kept for a day.
create table teams.idempotency (
  workspace_id uuid not null,
  member_id uuid not null,
  key text not null,
  request_hash text not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, member_id, key)
);
create index on teams.idempotency (created_at);
