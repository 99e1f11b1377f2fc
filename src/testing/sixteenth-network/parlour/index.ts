import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'

export const parlour: Network = { id: 'parlour', name: 'Parlour', rulesFor, connecting, publishing }
