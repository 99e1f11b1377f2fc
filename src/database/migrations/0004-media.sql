create schema media;

-- A picture in a brand's library. Its bytes lie in the storage under <workspace>/<id>/.
create table media.item (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  -- Of the file as it was uploaded: the same file is the same item.
  sha256 text not null,
  file_name text not null,
  -- Of the picture as it is kept: upright, in sRGB, without metadata.
  mime_type text not null,
  bytes integer not null check (bytes > 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  alt text not null default '',
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, brand_id, sha256)
);
create index on media.item (workspace_id, brand_id, id desc);
