-- Whoever handles what a network told says until when, where no index knows of it: a row is then written again beside itself, and no index with it.
alter table inbox.webhook add column taken_until timestamptz;
alter table inbox.webhook set (fillfactor = 50);
-- Asked once an hour, of rows that lie in about that order.
drop index inbox.webhook_handled;
create index webhook_handled on inbox.webhook using brin (handled_at);

-- Most threads have no label.
drop index inbox.thread_labels;
create index thread_labels on inbox.thread using gin (label_ids) where label_ids <> '{}';

-- Whoever writes it down has just written the profile, or read it, while the account is held; and whoever erases a person holds all accounts. Asking again cost each new
-- thread as much as one of its indexes, and each profile that was erased a reading of all threads.
alter table inbox.thread drop constraint thread_workspace_id_profile_id_fkey;
