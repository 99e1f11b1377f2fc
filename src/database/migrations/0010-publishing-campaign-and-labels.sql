-- What a post belongs to, by the ids of the module strategy, which says when one is gone.
alter table publishing.post add column campaign_id uuid, add column label_ids uuid[] not null default '{}';
create index post_of_campaign on publishing.post (workspace_id, campaign_id) where campaign_id is not null;
create index post_with_label on publishing.post using gin (label_ids);
