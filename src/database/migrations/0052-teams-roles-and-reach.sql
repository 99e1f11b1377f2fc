-- Eight roles; a member's role may also hold for certain brands or accounts only.
alter table teams.member drop constraint member_role_check;
alter table teams.member add constraint member_role_check
  check (role in ('owner', 'admin', 'publisher', 'author', 'agent', 'analyst', 'client', 'advocate'));
alter table teams.invitation drop constraint invitation_role_check;
alter table teams.invitation add constraint invitation_role_check
  check (role in ('owner', 'admin', 'publisher', 'author', 'agent', 'analyst', 'client', 'advocate'));
alter table teams.api_key drop constraint api_key_role_check;
alter table teams.api_key add constraint api_key_role_check
  check (role in ('owner', 'admin', 'publisher', 'author', 'agent', 'analyst', 'client', 'advocate'));

-- Without a role of the workspace a member reaches only what is granted below. Owners own all of it.
alter table teams.member alter column role drop not null;
alter table teams.invitation alter column role drop not null;
alter table teams.invitation add column grants jsonb not null default '[]';

-- The role of a member in one brand, or on one account of it; the nearest counts.
create table teams.role_grant (
  workspace_id uuid not null,
  member_id uuid not null,
  brand_id uuid not null,
  -- An account of the module connections. Without, the whole brand.
  account_id uuid,
  role text not null check (role in ('admin', 'publisher', 'author', 'agent', 'analyst', 'client', 'advocate')),
  unique nulls not distinct (workspace_id, member_id, brand_id, account_id),
  foreign key (workspace_id, member_id) references teams.member on delete cascade,
  foreign key (workspace_id, brand_id) references teams.brand on delete cascade
);
create index on teams.role_grant (workspace_id, brand_id);

-- A brand that is put away: its history stays, nothing is done for it any more.
alter table teams.brand add column archived_at timestamptz;
