import { house } from './story-zh-tw-house.ts'
import { lately, twice } from './story-zh-tw-lately.ts'
import { past } from './story-zh-tw-past.ts'
import { brand, people, readers } from './story-zh-tw-people.ts'
import { plan } from './story-zh-tw-plan.ts'
import { rhythm } from './story-zh-tw-rhythm.ts'
import { campaigns, labels } from './story-zh-tw-sorting.ts'
import { evergreen, report, trade } from './story-zh-tw-trade.ts'
import { voices } from './story-zh-tw-voices.ts'
import { drafts, now, today } from './story-zh-tw-written.ts'
import type { Story } from './story.ts'

export const zhTW: Story = {
  workspace: '巷口茶焙（示範）',
  brand,
  people,
  readers,
  past: [...past, ...lately, ...rhythm],
  voices,
  campaigns,
  labels,
  plan,
  drafts,
  now,
  today,
  twice,
  trade,
  evergreen,
  report,
  house,
}
