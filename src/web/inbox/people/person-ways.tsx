import { Button } from '@mantine/core'
import { Download, Merge } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { Person } from '#contract/inbox'

import { client } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useMay } from '../../frame/who.ts'
import { Section } from '../../ui/page.tsx'
import { showTrouble, toast } from '../../ui/toast.tsx'
import { EraseButton } from './erase-button.tsx'
import { useJoin } from './person-alike.tsx'
import { usePeopleText } from './use-people-text.ts'

import styles from './person-drawer.module.css'

const JoinDialog = lazy(async () => ({ default: (await import('./join-dialog.tsx')).JoinDialog }))

interface WaysProps {
  person: Person
  mayWork: boolean
  onClose: () => void
}

/** What is done rarely: joining by hand, and what a person may ask for by law. */
export function PersonWays({ person, mayWork, onClose }: WaysProps) {
  const words = usePeopleText()
  const mayManage = useMay()('people.manage')
  const join = useJoin(person.id)
  const [joining, setJoining] = useState(false)
  if (!mayWork && !mayManage) return null
  return (
    <Section title={words.ways.title}>
      <div className={styles.end}>
        {mayWork && (
          <Button variant="default" leftSection={<Merge size={16} aria-hidden="true" />} onClick={() => setJoining(true)}>
            {words.ways.join}
          </Button>
        )}
        {mayManage && <ExportButton person={person} />}
        {mayManage && <EraseButton person={person} onErased={onClose} />}
      </div>
      {joining && (
        <Suspense>
          <JoinDialog
            personId={person.id}
            onChoose={(otherId) => {
              setJoining(false)
              void join(otherId)
            }}
            onClose={() => setJoining(false)}
          />
        </Suspense>
      )}
    </Section>
  )
}

/** Everything about the person as a file, to hand over to them. */
function ExportButton({ person }: { person: Person }) {
  const words = usePeopleText().ways
  const explain = useExplain()
  const [working, setWorking] = useState(false)
  async function load(): Promise<void> {
    setWorking(true)
    try {
      const everything = await client.inbox.exportPerson({ personId: person.id })
      save(`person-${person.id}.json`, JSON.stringify(everything, null, 2))
      toast(words.exported)
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Button variant="default" loading={working} leftSection={<Download size={16} aria-hidden="true" />} onClick={() => void load()}>
      {words.exportAll}
    </Button>
  )
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
