-- Second factors, passkeys, single sign-on, and what a session says of itself.
-- two_factor and passkey are better-auth's own tables under our names; their secrets are encrypted with a key that follows from Hearth's.
alter table teams.login add column two_factor_enabled boolean not null default false;

create table teams.two_factor (
  id uuid primary key default gen_random_uuid(),
  login_id uuid not null unique references teams.login on delete cascade,
  secret text not null,
  backup_codes text not null,
  -- False until a first code of the app was right.
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

create table teams.passkey (
  id uuid primary key default gen_random_uuid(),
  login_id uuid not null references teams.login on delete cascade,
  name text,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index on teams.passkey (login_id);

-- How a session began, where it ends, and when it was last seen. One that began by a workspace's single sign-on is for that workspace alone.
alter table teams.session
  add column way text not null default 'password' check (way in ('password', 'second-factor', 'passkey', 'sso')),
  add column workspace_id uuid references teams.workspace on delete cascade,
  add column seen_at timestamptz,
  add check ((way = 'sso') = (workspace_id is not null));

alter table teams.workspace add column two_factors_required boolean not null default false;

-- A workspace's own identity provider (OpenID Connect). The client secret is sealed.
create table teams.sso (
  workspace_id uuid primary key references teams.workspace on delete cascade,
  issuer text not null,
  client_id text not null,
  client_secret text not null,
  -- Addresses at these domains may come in, lower case.
  domains text[] not null check (cardinality(domains) > 0),
  -- Whether people who are not members yet become members, and with which role.
  lets_in boolean not null,
  role text not null,
  updated_at timestamptz not null default now()
);

-- Whom the provider's subject is here. It stays when somebody is removed from the workspace, so that they do not come back by themselves.
create table teams.sso_person (
  workspace_id uuid not null references teams.workspace on delete cascade,
  issuer text not null,
  subject text not null,
  login_id uuid not null references teams.login on delete cascade,
  created_at timestamptz not null default now(),
  primary key (workspace_id, issuer, subject)
);
create index on teams.sso_person (login_id);

-- An address that a person wants instead of theirs, until it is confirmed from a letter.
create table teams.email_change (
  login_id uuid primary key references teams.login on delete cascade,
  -- The link in the letter follows from it and from Hearth's secret key.
  id uuid not null,
  email text not null check (email = lower(email)),
  token_hash text not null unique,
  expires_at timestamptz not null
);

-- What a key may do of what its role may: null is everything.
alter table teams.api_key add column scopes text[];

-- Ways of signing in belong to the person: every workspace they are in has it in its log, written with the change itself.
create function teams.audit_sign_in(login uuid, deed text, what jsonb) returns void language sql as $$
  insert into teams.audit (workspace_id, id, at, member_id, actor_name, via, action, subject_kind, subject_id, detail)
  select member.workspace_id, gen_random_uuid(), clock_timestamp(), member.id, person.name, 'web', deed, 'member', member.id::text, what
  from teams.member member join teams.login person on person.id = member.login_id
  where person.id = login and coalesce(current_setting('hearth.restoring', true), '') = ''
$$;

create function teams.audit_passkey() returns trigger language plpgsql as $$
begin
  perform teams.audit_sign_in(new.login_id, 'signIn.addPasskey', jsonb_build_object('name', coalesce(new.name, '')));
  return null;
end $$;
create trigger passkey_is_audited after insert on teams.passkey for each row execute function teams.audit_passkey();

create function teams.audit_second_factor() returns trigger language plpgsql as $$
begin
  perform teams.audit_sign_in(new.id, 'signIn.turnOnTotp', '{}');
  return null;
end $$;
create trigger second_factor_is_audited after update of two_factor_enabled on teams.login
  for each row when (new.two_factor_enabled and not old.two_factor_enabled) execute function teams.audit_second_factor();
