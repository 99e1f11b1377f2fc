create schema if not exists governance;

-- What a brand wants of its texts, checked while they are written and before they go out.
create table governance.brand_rule (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  severity text not null check (severity in ('advise', 'warn', 'block')),
  -- posts, answers
  places text[] not null check (cardinality(places) > 0),
  -- What it looks for: {"kind": "banned", "words": ["cheap"], …}.
  looks_for jsonb not null,
  -- Why, and what to do instead; both may be empty.
  reason text not null,
  advice text not null,
  -- Texts in which it must find something, and in which it must not: {"finds": […], "passes": […]}.
  examples jsonb not null,
  is_on boolean not null,
  -- Which of the starting set it was taken over from.
  starter text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id)
);
create index brand_rule_of_the_brand on governance.brand_rule (workspace_id, brand_id);
create unique index brand_rule_taken_once on governance.brand_rule (workspace_id, brand_id, starter) where starter is not null;

-- A member says that a warning is right and sends all the same. It holds for the same words in the same post, kept post or answer.
create table governance.confirmed_finding (
  workspace_id uuid not null,
  subject_id uuid not null,
  rule_id uuid not null,
  -- What was found, in small letters; empty where a rule marks no words.
  words text not null,
  -- Of a claim: where its proof is.
  note text not null,
  member_id uuid not null,
  member_name text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, subject_id, rule_id, words)
);
