-- A post may say something of its own on a network, and each network has settings of its own.
update publishing.post set content = content || '{"variants": {}}' where not content ? 'variants';
update publishing.delivery set content = content || '{"settings": {}}' where not content ? 'settings';
