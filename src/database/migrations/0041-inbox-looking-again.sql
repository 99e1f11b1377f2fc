-- When the network was last asked whether what was said in a thread is still there.
alter table inbox.thread add column looked_at timestamptz;
-- Those that wait for us, whichever nobody looked at or spoke in for longest first.
create index thread_to_look_at on inbox.thread (workspace_id, account_id, greatest(looked_at, last_at), last_at, kind) where state <> 'done';

-- Since when the network does not find it, where that alone proves nothing.
alter table inbox.message add column missed_at timestamptz;
