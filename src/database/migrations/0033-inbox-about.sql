-- Everything that was said under one post, to be compared with what its network still shows there.
create index thread_about on inbox.thread (workspace_id, account_id, (about ->> 'externalId')) where about is not null;
