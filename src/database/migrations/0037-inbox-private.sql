-- An answer that goes to one person alone although they spoke in public, and the public thread that a private one came from.
alter table inbox.answer add column private boolean not null default false;
alter table inbox.thread add column linked_id uuid;
create index thread_linked on inbox.thread (workspace_id, linked_id) where linked_id is not null;
create index answer_private on inbox.answer (workspace_id, thread_id) where private;
