import type { Generated } from 'kysely'

import type { JsonColumn, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'

import type { MediaItem } from './contract.ts'
import type { RenditionWish } from './video-messages.ts'

declare module '#kit/database' {
  interface Tables {
    'media.item': ItemTable
    'media.rendition': RenditionTable
    'media.folder': FolderTable
    'media.upload': UploadTable
  }
}

export interface ItemTable {
  workspace_id: string
  id: string
  brand_id: string
  sha256: string
  file_name: string
  mime_type: string
  bytes: number
  width: number
  height: number
  alt: Generated<string>
  created_at: Timestamp
  kind: Generated<MediaItem['kind']>
  animated: Generated<boolean>
  frames: number | null
  seconds: number | null
  frames_per_second: number | null
  video_codec: string | null
  audio_codec: string | null
  pages: number | null
  title: Generated<string>
  folder_id: string | null
  tags: Generated<string[]>
  rights_holder: Generated<string>
  licence: Generated<string>
  expires_at: MaybeTimestamp
  /** Everything a search looks through, in lower case. */
  words: Generated<string>
  /** 64 bits as zeros and ones. */
  looks: string | null
}

export interface FolderTable {
  workspace_id: string
  id: string
  brand_id: string
  parent_id: string | null
  name: string
  created_at: SetByDatabase
}

export interface UploadTable {
  workspace_id: string
  id: string
  brand_id: string
  member_id: string
  folder_id: string | null
  file_name: string
  bytes: number
  received: Generated<number>
  state: 'receiving' | 'reading' | 'added' | 'refused'
  media_id: string | null
  already: Generated<boolean>
  code: string | null
  created_at: Timestamp
  touched_at: Timestamp
}

/** A film as it is made for a network. */
export interface RenditionTable {
  workspace_id: string
  media_id: string
  /** Made from the wish: the same wish for the same film is the same rendition. */
  key: string
  wish: JsonColumn<RenditionWish>
  state: 'queued' | 'running' | 'ready' | 'failed'
  /** 0 to 1. */
  progress: Generated<number>
  /** The run that may write while it is `running`. */
  run: string | null
  /** Why it failed: a text of the networks, or `video-cancelled`. */
  code: string | null
  how: 'as-it-is' | 'copied' | 'encoded' | null
  mime_type: string | null
  bytes: number | null
  width: number | null
  height: number | null
  seconds: number | null
  created_at: Timestamp
  /** Also a sign of life of its run. */
  changed_at: Timestamp
  used_at: Timestamp
}
