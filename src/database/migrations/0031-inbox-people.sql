-- Whom a profile is of: several profiles may be one person's. Absent where only we speak with it.
alter table inbox.profile
  add column person_id uuid,
  -- What it is found by, and the pieces of it for the index: see inbox/people/marks.ts. Absent until it is read off.
  add column words text,
  add column marks integer[],
  add constraint marked_whole check ((words is null) = (marks is null));
create index message_of_profile on inbox.message (workspace_id, profile_id, thread_id) where not by_us;
update inbox.profile p set person_id = id
  where exists (select from inbox.message m where m.workspace_id = p.workspace_id and m.profile_id = p.id and not m.by_us);
create index profile_of_person on inbox.profile (workspace_id, person_id) where person_id is not null;
create index profile_marks on inbox.profile using gin (marks);
create index profile_to_mark on inbox.profile (workspace_id, id) where marks is null;

-- Its words were erased for good, for the person who said it asked for it.
alter table inbox.message add column erased boolean not null default false;

-- What members know about a person beyond what the networks tell; absent until they write something.
create table inbox.person (
  workspace_id uuid not null,
  id uuid not null,
  name text check (name <> ''),
  email text check (email <> ''),
  phone text check (phone <> ''),
  -- By the id of the field: {"0198…": "gold"}
  fields jsonb not null default '{}',
  words text not null default '',
  marks integer[] not null default '{}',
  primary key (workspace_id, id)
);
create index person_marks on inbox.person using gin (marks);

-- What else a workspace wants to know about people.
create table inbox.person_field (
  workspace_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('text', 'number', 'date', 'choice')),
  choices text[] not null default '{}',
  place integer not null,
  primary key (workspace_id, id)
);
create unique index person_field_name on inbox.person_field (workspace_id, lower(name));

-- What members say to one another about a person.
create table inbox.person_note (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  text text not null check (text <> ''),
  member_id uuid not null,
  member_name text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create index person_note_in_order on inbox.person_note (workspace_id, person_id, at, id);

-- What a person allowed, and took back again: nothing of it is ever changed, the latest of a kind holds.
create table inbox.consent (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('offers', 'content', 'data')),
  given boolean not null,
  -- The day on which they said so, and where.
  said_on date not null,
  place text not null,
  member_id uuid not null,
  member_name text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create index consent_in_order on inbox.consent (workspace_id, person_id, recorded_at, id);

-- Two people turned out to be one: who was taken in, and all that came along, so that it can be undone.
create table inbox.joining (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  other_id uuid not null,
  -- {"person": {"name": …}, "profiles": […], "notes": […], "consents": […], "joinings": […]}
  brought jsonb not null,
  member_id uuid not null,
  member_name text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create index joining_of_person on inbox.joining (workspace_id, person_id, at);
create index joining_of_other on inbox.joining (workspace_id, other_id);

-- Profiles that look like one person's, and are not: a member said so.
create table inbox.apart (
  workspace_id uuid not null,
  profile_id uuid not null,
  other_id uuid not null,
  primary key (workspace_id, profile_id, other_id),
  foreign key (workspace_id, profile_id) references inbox.profile on delete cascade,
  foreign key (workspace_id, other_id) references inbox.profile on delete cascade,
  constraint in_order check (profile_id < other_id)
);
create index apart_other on inbox.apart (workspace_id, other_id);

-- Profiles that were erased, as digests: nothing that they said until then is kept again. The key is drawn once for each workspace.
create table inbox.erasure_key (
  workspace_id uuid primary key,
  key bytea not null check (length(key) = 32)
);
create table inbox.erased (
  workspace_id uuid not null,
  digest bytea not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, digest)
);
