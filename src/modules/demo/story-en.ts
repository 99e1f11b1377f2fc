import { house } from './story-en-house.ts'
import { lately, twice } from './story-en-lately.ts'
import { past } from './story-en-past.ts'
import { brand, people, readers } from './story-en-people.ts'
import { plan } from './story-en-plan.ts'
import { rhythm } from './story-en-rhythm.ts'
import { campaigns, labels } from './story-en-sorting.ts'
import { evergreen, report, trade } from './story-en-trade.ts'
import { voices } from './story-en-voices.ts'
import { drafts, now, today } from './story-en-written.ts'
import type { Story } from './story.ts'

export const en: Story = {
  workspace: 'Corner Kettle (demo)',
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
