-- What somebody wrote on a day of the brand's calendar.
create table publishing.note (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  day date not null,
  text text not null check (text <> ''),
  colour text not null,
  created_by_name text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index note_of_day on publishing.note (workspace_id, brand_id, day, id);
