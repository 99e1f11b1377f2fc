-- What a brand's team does about messages of one meaning.
create table inbox.playbook (
  workspace_id uuid not null,
  brand_id uuid not null,
  meaning text not null check (meaning in ('complaint', 'praise', 'question', 'spam', 'other')),
  -- In their order: [{"id": …, "text": "Say sorry first"}, …]. What is ticked in threads goes by the id.
  steps jsonb not null,
  -- How to sound; may be empty.
  tone text not null,
  -- Who get a notice when such a thread comes: of what is written from then on.
  member_ids uuid[] not null,
  told_since timestamptz not null default clock_timestamp(),
  saved_answer_id uuid,
  primary key (workspace_id, brand_id, meaning)
);

-- A step that somebody has done in a thread.
create table inbox.step_done (
  workspace_id uuid not null,
  thread_id uuid not null,
  step_id uuid not null,
  member_id uuid not null,
  member_name text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, thread_id, step_id),
  foreign key (workspace_id, thread_id) references inbox.thread on delete cascade
);
