create schema reports;

-- A report as it was built: what stands on which page, of which days and accounts, and how it looks.
create table reports.report (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  definition jsonb not null,
  -- Rises with each change: two people who build at once do not undo one another.
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index report_of_brand on reports.report (workspace_id, brand_id, name);

-- When a report is made by itself, and whom it goes to.
create table reports.schedule (
  workspace_id uuid not null,
  report_id uuid not null,
  brand_id uuid not null,
  -- How often, on which day, at what time of the brand's clock.
  rhythm jsonb not null,
  recipients text[] not null,
  -- A few words to them, above the report.
  message text not null,
  active boolean not null,
  next_at timestamptz not null,
  primary key (workspace_id, report_id)
);
create index schedule_due on reports.schedule (next_at) where active;

-- A report as it was at one moment, with every figure in it. It stays when its report changes.
create table reports.run (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  brand_id uuid not null,
  -- What it is made for, once: a time of the schedule, or the wish of a member.
  occasion text not null,
  by_schedule boolean not null,
  -- The moment that "last month" is seen from.
  seen_from timestamptz not null,
  state text not null check (state in ('making', 'made', 'failed')),
  -- Everything that screen, PDF, CSV and workbook show, once it is made.
  content jsonb,
  message text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (workspace_id, id),
  check ((state = 'made') = (content is not null)),
  unique (workspace_id, report_id, occasion)
);
create index run_of_report on reports.run (workspace_id, report_id, created_at desc);
create index run_unfinished on reports.run (created_at) where state = 'making';

-- A letter with a run to one person; it goes out at most once.
create table reports.sending (
  workspace_id uuid not null,
  run_id uuid not null,
  recipient text not null,
  -- unclear: the mail server did not say whether it took the letter, so it is not sent again.
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'unclear')),
  -- What the mail server said, of those that failed.
  reason text,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, run_id, recipient)
);
create index sending_begun on reports.sending (changed_at) where state = 'sending';

-- An address under which a run is shown to whoever has it, until then or with the password.
create table reports.link (
  workspace_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  token_hash text not null unique,
  password_hash text,
  expires_at timestamptz,
  opened integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check (password_hash is not null or expires_at is not null)
);
create index link_of_run on reports.link (workspace_id, run_id);
