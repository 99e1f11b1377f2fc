-- The audit log is appended to and nothing else; what is in it is sealed into a chain, so that a change behind Hearth's back shows.

alter table teams.audit
  add column ip text,
  add column before jsonb,
  add column after jsonb,
  -- The block that holds this row; null until the next sealing.
  add column block int;
alter table teams.audit drop constraint audit_via_check;
alter table teams.audit add constraint audit_via_check check (via in ('web', 'api-key', 'link', 'rule', 'system'));
create index audit_unsealed on teams.audit (workspace_id) where block is null;
create index audit_by_block on teams.audit (workspace_id, block);

create table teams.audit_block (
  workspace_id uuid not null,
  number int not null,
  rows int not null,
  -- Of its rows, and of the block before: SHA-256.
  hash text not null,
  -- Of the hash and the time of sealing, with a key that is not in the database: HMAC-SHA-256. key_id tells which key it was.
  mac text not null,
  key_id text not null,
  sealed_at timestamptz not null,
  -- When its rows were old enough to be deleted; its hash stays, so that the chain holds.
  forgotten_at timestamptz,
  primary key (workspace_id, number)
);

alter table teams.workspace add column audit_months int not null default 36 check (audit_months between 12 and 120);

create function teams.audit_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('hearth.forgets_audit', true) = 'yes' then
    return old;
  end if;
  if tg_op = 'UPDATE' and old.block is null and new.block is not null and to_jsonb(old) - 'block' = to_jsonb(new) - 'block' then
    return new;
  end if;
  raise exception 'The audit log is only appended to.' using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete on teams.audit for each row execute function teams.audit_is_append_only();
