create schema if not exists governance;

-- Which posts need a yes, of whom, in which order. Without accounts and labels it is for all of the brand.
create table governance.workflow (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  account_ids uuid[] not null,
  label_ids uuid[] not null,
  posts boolean not null,
  answers boolean not null,
  steps jsonb not null check (jsonb_array_length(steps) > 0),
  -- Who may plan without asking, and says so each time.
  skip_roles text[] not null,
  skip_members uuid[] not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check (posts or answers)
);
create index workflow_of_brand on governance.workflow (workspace_id, brand_id);

-- Somebody outside who looks at posts and decides on them, without an account. Their name stays with what they decided.
create table governance.guest (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  email text not null check (email <> ''),
  language text not null,
  -- The calendar that they see: null for none, an empty list for every account of the brand.
  calendar_accounts uuid[],
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index guest_of_brand on governance.guest (workspace_id, brand_id);

-- An address by which one guest comes in. It follows from the id and Hearth's secret key; only its hash is kept.
create table governance.guest_link (
  workspace_id uuid not null,
  id uuid not null,
  guest_id uuid not null,
  token_hash text not null unique,
  expires_at timestamptz not null,
  opened_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, guest_id) references governance.guest on delete cascade
);
create index link_of_guest on governance.guest_link (workspace_id, guest_id);

-- What is asked about a post or an answer, from its first version to the last. The steps are those of the moment it was asked.
create table governance.request (
  workspace_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  brand_id uuid not null,
  kind text not null check (kind in ('post', 'answer')),
  workflow_id uuid,
  workflow_name text,
  steps jsonb not null,
  state text not null check (state in ('open', 'approved', 'refused', 'skipped', 'withdrawn')),
  -- Counts the texts that were asked about; what was said about one does not count for the next.
  version integer not null default 1,
  step integer not null default 0 check (step >= 0),
  -- Those to whom the step is escalated may decide it, too.
  escalated boolean not null default false,
  first_line text not null,
  written_by uuid,
  asked_by uuid,
  asked_by_name text,
  -- Who changed what is asked about last.
  changed_by uuid,
  asked_at timestamptz not null,
  -- When it is to go out; null where that is as soon as it may.
  planned_at timestamptz,
  due_at timestamptz,
  remind_at timestamptz,
  -- When letters about it go to guests: a little later, so that several are one.
  letters_at timestamptz,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, post_id)
);
create index request_open on governance.request (workspace_id, brand_id, asked_at) where state = 'open';
create index request_settled on governance.request (workspace_id, brand_id, settled_at desc) where state <> 'open';
create index request_due on governance.request (due_at) where state = 'open' and due_at is not null;
create index request_to_remind on governance.request (remind_at) where state = 'open' and remind_at is not null;
create index request_letters on governance.request (letters_at) where letters_at is not null;

create table governance.version (
  workspace_id uuid not null,
  request_id uuid not null,
  number integer not null,
  content jsonb not null,
  account_ids uuid[] not null,
  member_id uuid,
  member_name text,
  -- The furthest step that it came to: guests of later ones have never seen it.
  reached integer not null default 0,
  began_at timestamptz not null,
  primary key (workspace_id, request_id, number),
  foreign key (workspace_id, request_id) references governance.request on delete cascade
);

-- Everything that happened to a request, in order.
create table governance.verdict (
  workspace_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  version integer not null,
  step integer not null,
  kind text not null check (kind in ('asked', 'approved', 'refused', 'skipped', 'passed', 'held', 'escalated', 'withdrawn')),
  member_id uuid,
  guest_id uuid,
  name text,
  -- For somebody else, by who may manage approvals.
  in_place boolean not null default false,
  text text not null default '',
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, request_id) references governance.request on delete cascade
);
create index verdict_of_request on governance.verdict (workspace_id, request_id, at, id);

create table governance.comment (
  workspace_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  -- Seen by the team alone.
  internal boolean not null,
  text text not null check (text <> ''),
  version integer not null,
  member_id uuid,
  guest_id uuid,
  name text not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, request_id) references governance.request on delete cascade,
  check (not (internal and guest_id is not null))
);
create index comment_of_request on governance.comment (workspace_id, request_id, at, id);

-- A post may go out while it says what was looked at last, on no other accounts, and nobody has still to say yes: `free` means that nobody had to.
-- Its deliveries follow by their key, and what is not cleared is never due: whoever changes a post without asking anew has stopped it.
alter table publishing.post
  add column approval text check (approval in ('free', 'asked', 'approved', 'refused')),
  add column cleared_content jsonb,
  add column cleared_accounts uuid[],
  add constraint cleared_as_it_was check
    (coalesce(approval in ('free', 'approved'), false) = (cleared_content is not null) and num_nulls(cleared_content, cleared_accounts) in (0, 2));
update publishing.post set approval = 'free', cleared_content = content, cleared_accounts = account_ids
  where exists (select from publishing.delivery d where d.workspace_id = post.workspace_id and d.post_id = post.id);
alter table publishing.post add column cleared boolean not null
  generated always as (coalesce(content = cleared_content and account_ids <@ cleared_accounts, false)) stored;
alter table publishing.post add constraint cleared_or_not unique (workspace_id, id, cleared);

alter table publishing.delivery add column cleared boolean not null default false;
update publishing.delivery set cleared = true;
alter table publishing.delivery drop constraint delivery_workspace_id_post_id_fkey;
alter table publishing.delivery add constraint cleared_as_its_post foreign key (workspace_id, post_id, cleared)
  references publishing.post (workspace_id, id, cleared) on update cascade on delete cascade;
alter table publishing.delivery drop column wake_at;
-- What has begun to go out is finished, looked for and taken down whatever is thought of it meanwhile.
alter table publishing.delivery add column wake_at timestamptz generated always as (coalesce(lease_until,
  case when cleared or live_parts > 0 or unclear_step is not null or wish = 'take-down' then next_try_at end)) stored;
create index delivery_to_wake on publishing.delivery (wake_at) where wake_at is not null;
create index delivery_planned on publishing.delivery (workspace_id, account_id) where next_try_at is not null;
