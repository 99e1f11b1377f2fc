-- A workspace to look around in, whose accounts live in the sandbox of this machine: there is one of these.
alter table teams.workspace add column demo boolean not null default false;
create unique index workspace_one_demo on teams.workspace (demo) where demo;
