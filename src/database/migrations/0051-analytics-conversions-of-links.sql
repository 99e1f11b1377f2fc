-- Conversions become a metric of posts, like clicks.
alter table analytics.latest add column conversions bigint;
alter table analytics.post_rollup add column conversions bigint;
alter table analytics.rollup add column conversions bigint;
-- Those that anything came of, on which days; and by what links know them.
create index post_rollup_converted on analytics.post_rollup (workspace_id, bucket, subject) where conversions <> 0;
create index post_of_delivery on analytics.post (workspace_id, delivery_id) where delivery_id is not null;

-- On which days (UTC) something about conversions changed, and when: they come late, are taken away and are judged anew, and whoever counts them looks at
-- those days again.
create table links.conversion_day (
  workspace_id uuid not null,
  brand_id uuid not null,
  day date not null,
  touched_at timestamptz not null,
  primary key (workspace_id, brand_id, day)
);
create index conversion_day_touched on links.conversion_day (touched_at);
insert into links.conversion_day (workspace_id, brand_id, day, touched_at)
select workspace_id, brand_id, (at at time zone 'UTC')::date, clock_timestamp() from links.conversion group by 1, 2, 3;

-- For how many months a workspace keeps every reading; workspaces without a row keep the usual 24.
create table analytics.keeping (
  workspace_id uuid primary key,
  months smallint not null check (months in (12, 24, 36, 60))
);
