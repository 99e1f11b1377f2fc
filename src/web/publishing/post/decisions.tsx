import { Button, Tooltip } from '@mantine/core'
import { useState } from 'react'

import type { Decision, Delivery } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useMay } from '../../frame/who.ts'
import { useConfirming } from '../../governance/rules/use-confirming.tsx'
import { useText } from '../../language/text-provider.tsx'
import { showTrouble, toast } from '../../ui/toast.tsx'

import styles from './decisions.module.css'

/** What a person can decide about a copy that needs one, each with what follows from it. */
export function Decisions({ delivery }: { delivery: Pick<Delivery, 'id' | 'decisions'> }) {
  const words = useText().post
  const may = useMay()
  const explain = useExplain()
  const confirming = useConfirming()
  const [working, setWorking] = useState<Decision>()
  if (delivery.decisions.length === 0 || !may('posts.publish')) return null

  async function decide(decision: Decision): Promise<void> {
    setWorking(decision)
    try {
      await confirming.run((confirmed) => client.publishing.decide({ deliveryId: delivery.id, decision, ...confirmed }))
      toast(words.done.decided)
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      setWorking(undefined)
      void reload('posts')
    }
  }

  return (
    <div className={styles.decisions}>
      {delivery.decisions.map((decision) => (
        <Tooltip key={decision} label={words.decisionHints[decision]}>
          <Button
            size="compact-sm"
            variant="default"
            loading={working === decision}
            disabled={working !== undefined && working !== decision}
            onClick={() => void decide(decision)}
          >
            {words.decisions[decision]}
          </Button>
        </Tooltip>
      ))}
      {confirming.dialog}
    </div>
  )
}
