-- Up to when what Hearth counts itself was taken over into facts, by its name. No customer's.
create table analytics.counted (
  name text primary key,
  up_to timestamptz not null
);
