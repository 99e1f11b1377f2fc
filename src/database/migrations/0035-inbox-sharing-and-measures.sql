-- Who gets what nobody is on: nobody by itself, whoever's turn it is, or whoever has most room.
alter table inbox.care add column assigning jsonb not null default '{"how": "by-hand"}';

-- Which members are at their desks, as their pages say.
create table inbox.attendance (
  workspace_id uuid not null,
  member_id uuid not null,
  seen_at timestamptz,
  -- Here, but not to be given anything.
  away boolean not null default false,
  -- When they were last given something.
  given_at timestamptz,
  primary key (workspace_id, member_id)
);

-- When somebody was first put on it; what a member took somebody off stays with nobody.
alter table inbox.thread add column shared_out_at timestamptz;
update inbox.thread set shared_out_at = last_at where assignee_id is not null;
create index thread_to_share_out on inbox.thread (workspace_id, brand_id, coalesce(due_at, 'infinity'), last_at)
  where state = 'open' and assignee_id is null and shared_out_at is null;

-- Whether somebody of us did something about what others said: answered after it, or worked on its thread.
alter table inbox.message add column acted boolean not null default false;

-- How much others said in each quarter of an hour. Rows of the same quarter add up; they are written beside one another so that nobody waits, and put together later.
create table inbox.tally (
  workspace_id uuid not null,
  brand_id uuid not null,
  quarter timestamptz not null,
  network text not null,
  kind text not null,
  received integer not null,
  acted integer not null
);
create index tally_in_order on inbox.tally (workspace_id, brand_id, quarter);

with done as (
  select m.workspace_id, m.thread_id, max(m.at) as at from inbox.message m where m.by_us and m.gone_at is null group by 1, 2
  union all
  select d.workspace_id, d.thread_id, max(d.at) from inbox.deed d where d.member_id is not null group by 1, 2
)
update inbox.message m set acted = true from done
where m.workspace_id = done.workspace_id and m.thread_id = done.thread_id and not m.by_us and not m.acted and m.at <= done.at;

insert into inbox.tally (workspace_id, brand_id, quarter, network, kind, received, acted)
select m.workspace_id, t.brand_id, date_bin('15 minutes', m.at, '2000-01-01T00:00:00Z'), t.network, m.kind, count(*), count(*) filter (where m.acted)
from inbox.message m join inbox.thread t on t.workspace_id = m.workspace_id and t.id = m.thread_id
where not m.by_us group by 1, 2, 3, 4, 5;
