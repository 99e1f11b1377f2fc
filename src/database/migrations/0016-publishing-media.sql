-- A part carries media of every kind, not images alone.
alter table publishing.post rename column images to media;
alter table publishing.native_post rename column images to media;

-- In JSON an ending quote before a colon closes a name: text that an author wrote has its quotes escaped.
update publishing.post set content = replace(content::text, '"images":', '"media":')::jsonb where content::text like '%"images":%';
update publishing.edit set content = replace(content::text, '"images":', '"media":')::jsonb where content::text like '%"images":%';
update publishing.delivery
  set content = replace(replace(content::text, '"images":', '"media":'), '"mediaId":', '"kind": "image", "mediaId":')::jsonb
  where content::text like '%"images":%';
