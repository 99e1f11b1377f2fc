-- Films as they are made for networks. The row is the truth; a job only makes a worker look.
create table media.rendition (
  workspace_id uuid not null,
  media_id uuid not null,
  -- The same wish for the same film has the same key.
  key text not null,
  wish jsonb not null,
  state text not null check (state in ('queued', 'running', 'ready', 'failed')),
  progress double precision not null default 0 check (progress between 0 and 1),
  run uuid,
  code text,
  how text check (how in ('as-it-is', 'copied', 'encoded')),
  mime_type text,
  bytes bigint,
  width integer,
  height integer,
  seconds double precision,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  used_at timestamptz not null,
  primary key (workspace_id, media_id, key),
  check (state <> 'ready' or (how is not null and mime_type is not null and bytes is not null)),
  check ((state = 'running') = (run is not null))
);
create index on media.rendition (state, changed_at);
