import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quotas.ts'
import { rulesFor } from './rules.ts'
import { timeline } from './timeline.ts'

export const linkedin: Network = {
  id: 'linkedin',
  name: 'LinkedIn',
  rulesFor,
  connecting,
  publishing,
  timeline,
  mentions,
  quotas,
  inbox,
  insights,
}
