import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'

export const discord: Network = { id: 'discord', name: 'Discord', rulesFor, connecting, publishing, inbox, insights }
