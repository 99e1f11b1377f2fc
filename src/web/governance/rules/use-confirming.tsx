import { lazy, type ReactNode, Suspense, useState } from 'react'

import type { Confirmed, RuleFinding } from '#contract/voice'

import { refusalOf } from '../../errors/refusal.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }))

interface Asking {
  readonly findings: readonly RuleFinding[]
  readonly answer: (confirmed: Confirmed | undefined) => void
}

export interface Confirming {
  /** Does it; where the brand's rules warn, asks first and does it again with what was confirmed. Fails as it did where nobody confirms. */
  readonly run: <Value>(work: (confirmed: { confirmed?: Confirmed }) => Promise<Value>) => Promise<Value>
  readonly dialog: ReactNode
}

/** For whatever puts a text out. */
export function useConfirming(): Confirming {
  const [asking, setAsking] = useState<Asking>()

  async function run<Value>(work: (confirmed: { confirmed?: Confirmed }) => Promise<Value>): Promise<Value> {
    let all: Confirmed = []
    for (;;) {
      try {
        return await work(all.length === 0 ? {} : { confirmed: all })
      } catch (error) {
        const findings = toConfirm(error)
        if (findings === undefined) throw error
        const confirmed = await new Promise<Confirmed | undefined>((answer) => setAsking({ findings, answer }))
        setAsking(undefined)
        if (confirmed === undefined) throw error
        all = [...all, ...confirmed]
      }
    }
  }

  const dialog = asking && (
    <Suspense>
      <ConfirmDialog findings={asking.findings} onConfirm={asking.answer} onLeave={() => asking.answer(undefined)} />
    </Suspense>
  )
  return { run, dialog }
}

/** What is to be confirmed, where that is why it was refused. */
export function toConfirm(error: unknown): readonly RuleFinding[] | undefined {
  return refusalOf(error)?.code === 'CONFIRM_RULES' ? findingsOf(error) : undefined
}

/** What the rules found, in a refusal of either kind. */
export function findingsOf(error: unknown): readonly RuleFinding[] | undefined {
  const data = refusalOf(error)?.data
  if (typeof data !== 'object' || data === null || !('findings' in data) || !Array.isArray(data.findings)) return undefined
  return data.findings.filter(isFinding)
}

function isFinding(value: unknown): value is RuleFinding {
  return typeof value === 'object' && value !== null && 'ruleId' in value && 'name' in value && 'severity' in value && 'reason' in value
}
