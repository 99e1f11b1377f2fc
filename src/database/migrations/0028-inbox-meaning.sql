-- What a message of others is about; absent until it is understood, and where there are no words.
alter table inbox.message
  add column meaning text check (meaning in ('complaint', 'praise', 'question', 'spam', 'other')),
  add column sentiment text check (sentiment in ('negative', 'neutral', 'positive')),
  add column language text,
  -- How likely the meaning is.
  add column sure real check (sure between 0 and 1),
  -- The words that weighed.
  add column reasons jsonb not null default '[]',
  add constraint understood_whole check (num_nulls(meaning, sentiment, language, sure) in (0, 4));
create index message_to_understand on inbox.message (workspace_id, thread_id) where meaning is null and not by_us and text <> '';

-- That of what they said last.
alter table inbox.thread add column meaning text check (meaning in ('complaint', 'praise', 'question', 'spam', 'other'));

-- What people said a message is, where it was misunderstood, with its words; later messages are understood by them.
create table inbox.correction (
  workspace_id uuid not null,
  id uuid not null,
  text text not null,
  meaning text check (meaning in ('complaint', 'praise', 'question', 'spam', 'other')),
  sentiment text check (sentiment in ('negative', 'neutral', 'positive')),
  member_id uuid not null,
  member_name text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  constraint says_something check (num_nonnulls(meaning, sentiment) > 0)
);
create index correction_in_order on inbox.correction (workspace_id, created_at desc, id desc);
