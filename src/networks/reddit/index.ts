import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'
import { timeline } from './timeline.ts'

export const reddit: Network = { id: 'reddit', name: 'Reddit', rulesFor, connecting, publishing, timeline, inbox, insights }
