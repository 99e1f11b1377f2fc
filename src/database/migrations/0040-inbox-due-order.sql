-- What is due first is listed from the index alone.
drop index inbox.thread_due;
create index thread_due on inbox.thread (workspace_id, brand_id, coalesce(due_at, 'infinity'), last_at desc, id desc)
  include (due_at, network, account_id, kind, meaning, assignee_id, urgent) where state = 'open';
