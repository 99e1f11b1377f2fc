import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quota.ts'
import { rulesFor } from './rules.ts'
import { timeline } from './timeline.ts'

export const threads: Network = { id: 'threads', name: 'Threads', rulesFor, connecting, publishing, timeline, quotas, inbox, insights }
