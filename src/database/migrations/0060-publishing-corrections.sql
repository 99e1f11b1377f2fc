-- What has become of the newest correction of a copy, on networks that look at it after they took it.
create table publishing.correction (
  workspace_id uuid not null,
  delivery_id uuid not null,
  -- The newest; an earlier one does not count any more.
  attempt_id uuid not null,
  since timestamptz not null,
  -- When the network is asked next; null once it has refused it.
  look_at timestamptz,
  reason jsonb,
  primary key (workspace_id, delivery_id),
  foreign key (workspace_id, delivery_id) references publishing.delivery on delete cascade,
  constraint looked_at_or_refused check (num_nulls(look_at, reason) = 1)
);
create index correction_to_look_at on publishing.correction (look_at) where look_at is not null;

alter table publishing.attempt drop constraint attempt_kind_check;
alter table publishing.attempt add constraint attempt_kind_check check (kind in ('send', 'look-up', 'take-down', 'correct', 'follow'));
