-- What a post said before: what one member saved within ten minutes is one version.
create table publishing.edit (
  workspace_id uuid not null,
  post_id uuid not null,
  -- Ordered by time.
  id uuid not null,
  content jsonb not null,
  account_ids uuid[] not null,
  member_id uuid,
  member_name text,
  began_at timestamptz not null default clock_timestamp(),
  edited_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, post_id, id),
  foreign key (workspace_id, post_id) references publishing.post on delete cascade
);
insert into publishing.edit (workspace_id, post_id, id, content, account_ids, member_id, member_name, began_at, edited_at)
  select workspace_id, id, id, content, account_ids, created_by, created_by_name, created_at, updated_at from publishing.post;
