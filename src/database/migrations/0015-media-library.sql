-- The library holds films, documents and captions beside pictures, in folders, with tags and rights.
alter table media.item
  add column kind text not null default 'image' check (kind in ('image', 'video', 'document', 'captions')),
  -- Of a picture: it moves.
  add column animated boolean not null default false,
  -- Of a film.
  add column seconds double precision check (seconds >= 0),
  add column frames_per_second double precision,
  add column video_codec text,
  add column audio_codec text,
  -- Of a document that tells.
  add column pages integer,
  add column title text not null default '',
  add column folder_id uuid,
  add column tags text[] not null default '{}',
  add column rights_holder text not null default '',
  add column licence text not null default '',
  add column expires_at timestamptz,
  -- Everything a search looks through, in lower case.
  add column words text not null default '',
  -- What the picture looks like, in 64 bits: pictures that differ in few of them look almost the same.
  add column looks bit(64),
  add constraint film_tells check (kind <> 'video' or (seconds is not null and frames_per_second is not null and video_codec is not null));
alter table media.item alter column bytes type bigint;
alter table media.item drop constraint item_width_check, drop constraint item_height_check;
alter table media.item add check (width > 0 or kind in ('document', 'captions')), add check (height > 0 or kind in ('document', 'captions'));
update media.item set title = regexp_replace(file_name, '\.[A-Za-z0-9]{1,5}$', ''), words = lower(file_name || ' ' || alt);
create index on media.item (workspace_id, brand_id, folder_id, id desc);

-- Where a person keeps items together. Names differ among the folders of one place.
create table media.folder (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  parent_id uuid,
  name text not null check (name <> ''),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references media.folder (workspace_id, id)
);
create unique index folder_name on media.folder (workspace_id, brand_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name));

-- A file on its way into the library. Its bytes lie in the data folder of the process that receives it until it is whole.
create table media.upload (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  member_id uuid not null,
  folder_id uuid,
  file_name text not null,
  bytes bigint not null check (bytes >= 0),
  received bigint not null default 0,
  state text not null check (state in ('receiving', 'reading', 'added', 'refused')),
  media_id uuid,
  already boolean not null default false,
  code text,
  created_at timestamptz not null,
  touched_at timestamptz not null,
  primary key (workspace_id, id)
);
create index on media.upload (workspace_id, member_id);
create index on media.upload (touched_at);
