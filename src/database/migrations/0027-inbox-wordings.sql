-- How what we said reads, so that nearly the same words are found again without reading them all: see inbox/wording.ts.
create table inbox.wording (
  workspace_id uuid not null,
  -- Of the answer, or of a message that was written in the network's own app.
  id uuid not null,
  thread_id uuid not null,
  brand_id uuid not null,
  at timestamptz not null,
  -- Texts of the brand that are nearly the same share at least one.
  bands integer[] not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, thread_id) references inbox.thread on delete cascade
);
create index wording_bands on inbox.wording using gin (bands);
create index wording_at on inbox.wording (at);
