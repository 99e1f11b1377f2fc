import { standIn as bluesky } from '../networks/bluesky/stand-in.ts'
import { standIn as facebook } from '../networks/facebook/stand-in.ts'
import { standIn as instagram } from '../networks/instagram/stand-in.ts'
import { standIn as linkedin } from '../networks/linkedin/stand-in.ts'
import { standIn as mastodon } from '../networks/mastodon/stand-in.ts'
import type { StandInKind } from '../networks/stand-in.ts'
import { standIn as threads } from '../networks/threads/stand-in.ts'
import { standIn as tiktok } from '../networks/tiktok/stand-in.ts'
import { standIn as x } from '../networks/x/stand-in.ts'
import { standIn as youtube } from '../networks/youtube/stand-in.ts'

/** Every stand-in: one line for each network that has one. */
export const kinds: readonly StandInKind[] = [bluesky, facebook, instagram, linkedin, mastodon, threads, tiktok, x, youtube]
