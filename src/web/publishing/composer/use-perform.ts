import { useState } from 'react'

import type { Confirmed } from '#contract/voice'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { toConfirm, useConfirming } from '../../governance/rules/use-confirming.tsx'
import { toast } from '../../ui/toast.tsx'
import { planAt } from '../time/wall-clock.ts'
import type { Action } from './next-action.ts'
import { useComposerText } from './use-composer-text.ts'
import { writtenOn, type Composer } from './use-composer.ts'

interface Performing {
  readonly action: Action
  /** The chosen time in words. */
  readonly when: string
  /** Somebody has to say yes before it goes out. */
  readonly asks: boolean
  readonly skipApproval: boolean
  readonly onDone: () => void
}

/** Does what the one button says. Stays open, with everything kept, where the server says no. */
export function usePerform(composer: Composer, { action, when, asks, skipApproval, onDone }: Performing) {
  const explain = useExplain()
  const { did, approval } = useComposerText()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const confirming = useConfirming()
  const { desk, server, queue, scheduled, dirty, finish, brand } = composer

  /** Brings the server up to date; undefined where it could not be. */
  async function saved(confirmed: { confirmed?: Confirmed }): Promise<{ id: string; revision: number } | undefined> {
    const known = server.post()
    if (known === undefined || (scheduled && dirty)) queue.change({ ...writtenOn(desk), ...confirmed })
    const state = await queue.flush()
    if (state === 'failed' && toConfirm(server.trouble())) throw server.trouble()
    if (state === 'failed') setTrouble(explain(server.trouble()))
    return state === 'saved' ? server.post() : undefined
  }

  async function plan(post: { id: string; revision: number }, confirmed: { confirmed?: Confirmed }): Promise<void> {
    const { choice } = desk
    await client.publishing.schedule({
      postId: post.id,
      revision: post.revision,
      when: choice.kind === 'now' ? { kind: 'now' } : planAt(choice.local, brand.timeZone, choice.occurrence),
      ...(skipApproval ? { skipApproval } : {}),
      ...confirmed,
    })
  }

  /** False where the server could not be brought up to date. */
  async function carryOut(confirmed: { confirmed?: Confirmed }): Promise<boolean> {
    const post = await saved(confirmed)
    if (post === undefined) return false
    if (action === 'publish' || action === 'schedule' || action === 'move') await plan(post, confirmed)
    return true
  }

  function said(): string {
    if (action === 'save-draft' || action === 'save-changes') return did.saved
    if (asks) return approval.asked
    return action === 'publish' ? did.publishing : did.scheduled(when)
  }

  async function perform(): Promise<void> {
    if (working) return
    setWorking(true)
    setTrouble(undefined)
    try {
      if (!(await confirming.run(carryOut))) return
      finish()
      void reload('posts')
      if (asks) void reload('approvals')
      toast(said())
      onDone()
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }

  return { perform, working, trouble, dialog: confirming.dialog }
}
