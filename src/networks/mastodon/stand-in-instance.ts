import type { Json } from '#kit/json'

import { localDomain } from './stand-in-html.ts'
import type { Differences } from './stand-in-limits.ts'

type Entity = { readonly [key: string]: Json }

const describedTo = { languages: ['en', 'zh-TW'], title: 'Mastodon', description: 'A stand-in for a Mastodon server.' }

function configuration(allowed: Differences): Entity {
  return {
    accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
    statuses: { max_characters: allowed.characters, max_media_attachments: allowed.images, characters_reserved_per_url: allowed.perUrl },
    media_attachments: {
      supported_mime_types: [...allowed.mimeTypes],
      description_limit: allowed.altCharacters,
      image_size_limit: allowed.imageBytes,
      image_matrix_limit: allowed.imagePixels,
      video_size_limit: allowed.videoBytes,
      video_frame_rate_limit: allowed.videoFramesPerSecond,
      video_matrix_limit: allowed.videoPixels,
    },
    polls: {
      max_options: allowed.pollOptions,
      max_characters_per_option: allowed.pollCharacters,
      min_expiration: allowed.pollSeconds.min,
      max_expiration: allowed.pollSeconds.max,
    },
  }
}

export function instanceEntity(allowed: Differences, web: string): Entity {
  return {
    ...describedTo,
    domain: localDomain,
    version: allowed.version,
    source_url: 'https://github.com/mastodon/mastodon',
    usage: { users: { active_month: 2 } },
    thumbnail: { url: `${web}/preview.png` },
    icon: [],
    configuration: { ...configuration(allowed), urls: { streaming: web.replace(/^http/, 'ws') }, translation: { enabled: false } },
    registrations: { enabled: false, approval_required: false, message: null },
    api_versions: { mastodon: allowed.quotes ? 7 : 6 },
    contact: { email: 'staff@mastodon.example', account: null },
    rules: [],
  }
}

export function oldInstanceEntity(allowed: Differences, web: string): Entity {
  return {
    ...describedTo,
    uri: localDomain,
    short_description: describedTo.description,
    email: 'staff@mastodon.example',
    version: allowed.version,
    urls: { streaming_api: web.replace(/^http/, 'ws') },
    stats: { user_count: 2, status_count: 0, domain_count: 1 },
    thumbnail: null,
    registrations: false,
    approval_required: false,
    invites_enabled: false,
    configuration: configuration(allowed),
    contact_account: null,
    rules: [],
  }
}
