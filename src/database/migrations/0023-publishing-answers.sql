-- An answer goes out with the machinery of a post, and stands in the inbox alone: neither on the calendar nor among the drafts.
alter table publishing.post add column answers jsonb;
drop index publishing.post_on_the_calendar;
drop index publishing.post_draft;
alter table publishing.post drop column shown_at;
alter table publishing.post add column shown_at timestamptz
  generated always as (case when answers is null then coalesce(published_at, planned_at) end) stored;
create index post_on_the_calendar on publishing.post (workspace_id, brand_id, shown_at, id) where shown_at is not null;
create index post_draft on publishing.post (workspace_id, brand_id, updated_at desc, id) where shown_at is null and answers is null;

alter table publishing.delivery add column is_answer boolean not null default false;
drop index publishing.delivery_one_at_a_time;
create unique index delivery_one_of_each_at_a_time on publishing.delivery (workspace_id, account_id, is_answer) where lease is not null;
