import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'
import { timeline } from './timeline.ts'

export const x: Network = { id: 'x', name: 'X', rulesFor, connecting, publishing, timeline, mentions, inbox, insights }
