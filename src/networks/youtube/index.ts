import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quotas.ts'
import { rulesFor } from './rules.ts'
import { timeline } from './timeline.ts'

export const youtube: Network = { id: 'youtube', name: 'YouTube', rulesFor, connecting, publishing, timeline, quotas, inbox, insights }
