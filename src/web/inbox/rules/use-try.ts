import { useRef, useState } from 'react'

import type { RuleActions, RuleConditions, RuleTry } from '#contract/inbox'

import { client } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'

export interface ToTry {
  readonly brandId: string
  readonly ruleId?: string | undefined
  readonly conditions: RuleConditions
  readonly actions: RuleActions
}

export interface Trying {
  readonly tried: RuleTry
  /** What it was tried with, to see whether it has changed since. */
  readonly of: string
}

/** Tries a rule part by part, showing each part as it comes, until all is looked at or somebody stops it. */
export function useTry() {
  const explain = useExplain()
  const [trying, setTrying] = useState<Trying>()
  const [isRunning, setRunning] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const run = useRef(0)
  async function start(wanted: ToTry): Promise<void> {
    const mine = (run.current += 1)
    setTrying(undefined)
    setTrouble(undefined)
    setRunning(true)
    try {
      let tried: RuleTry | undefined
      do {
        const part: RuleTry = await client.inbox.tryRule({ ...wanted, cursor: tried?.next })
        if (run.current !== mine) return
        tried = tried ? added(tried, part) : part
        setTrying({ tried, of: JSON.stringify([wanted.conditions, wanted.actions]) })
      } while (tried.next !== undefined)
    } catch (error) {
      if (run.current === mine) setTrouble(explain(error))
    } finally {
      if (run.current === mine) setRunning(false)
    }
  }
  const stop = () => {
    run.current += 1
    setRunning(false)
  }
  return { start, stop, trying, isRunning, trouble }
}

function added(before: RuleTry, part: RuleTry): RuleTry {
  const { would } = before
  return {
    looked: before.looked + part.looked,
    matched: before.matched + part.matched,
    threads: before.threads + part.threads,
    taken: before.taken + part.taken,
    would: {
      label: would.label + part.would.label,
      assign: would.assign + part.would.assign,
      urgent: would.urgent + part.would.urgent,
      hide: would.hide + part.would.hide,
      finish: would.finish + part.would.finish,
      alert: would.alert + part.would.alert,
    },
    cannotHide: before.cannotHide + part.cannotHide,
    found: [...before.found, ...part.found].slice(0, mostShown),
    until: part.until,
    next: part.next,
  }
}

const mostShown = 50
