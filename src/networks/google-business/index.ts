import type { Network } from '../network.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'
import { timeline } from './timeline.ts'

export const googleBusiness: Network = {
  id: 'google-business',
  name: 'Google Business Profile',
  rulesFor,
  connecting,
  publishing,
  timeline,
  inbox,
  insights,
}
