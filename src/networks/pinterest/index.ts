import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quotas.ts'
import { rulesFor } from './rules.ts'
import { timeline } from './timeline.ts'

export const pinterest: Network = { id: 'pinterest', name: 'Pinterest', rulesFor, connecting, publishing, timeline, quotas, insights }
