-- The pieces of what was said and of who said it, so that words are found without reading everything: see inbox/grams.ts. Absent until they are taken.
alter table inbox.message add column grams integer[];
create index message_grams on inbox.message using gin (grams);
create index message_without_grams on inbox.message (workspace_id, id) where grams is null;

-- Lists filter by what is in the index, without reading the threads that they leave out.
drop index inbox.thread_in_order;
create index thread_in_order on inbox.thread (workspace_id, brand_id, state, last_at desc, id desc)
  include (network, account_id, kind, meaning, assignee_id, urgent);
drop index inbox.thread_due;
create index thread_due on inbox.thread (workspace_id, brand_id, coalesce(due_at, 'infinity'), last_at desc, id desc)
  include (network, account_id, kind, meaning, assignee_id, urgent) where state = 'open';
create index thread_labels on inbox.thread using gin (label_ids);
