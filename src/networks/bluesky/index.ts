import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { rules } from './rules.ts'

export const bluesky: Network = { id: 'bluesky', name: 'Bluesky', rules, connecting, publishing }
