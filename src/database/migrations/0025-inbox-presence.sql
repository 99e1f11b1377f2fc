-- Who has a thread open, and who is writing in it. True for seconds only, so nothing of it has to outlive the server.
create unlogged table inbox.presence (
  workspace_id uuid not null,
  thread_id uuid not null,
  member_id uuid not null,
  writing boolean not null,
  seen_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, thread_id, member_id),
  foreign key (workspace_id, thread_id) references inbox.thread on delete cascade
);
