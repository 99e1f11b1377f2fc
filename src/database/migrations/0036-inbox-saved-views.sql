-- A filter of the inbox under a name.
create table inbox.saved_view (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  -- Who made it, and whether everyone sees it.
  member_id uuid not null,
  shared boolean not null,
  name text not null check (name <> ''),
  -- What is filtered by; an assignee of "me" is whoever looks.
  filter jsonb not null,
  place integer not null,
  primary key (workspace_id, id)
);
create index saved_view_in_order on inbox.saved_view (workspace_id, brand_id, place, id);
