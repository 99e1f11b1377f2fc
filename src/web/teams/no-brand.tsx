import { Button, Stack } from '@mantine/core'
import { LogOut, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'

import { useLive } from '../frame/live.ts'
import { signOut } from '../frame/sign-out.ts'
import { useMe } from '../frame/who.ts'
import { useLanguage, useText } from '../language/text-provider.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { openWorkspace } from '../workspace.ts'
import { ArchivedBrands } from './archived-brands.tsx'
import { Door } from './door.tsx'
import { NewBrand } from './new-brand.tsx'

/** All the brands somebody works for were put away: what that means, and what to do. It goes by itself once there is one again. */
export function NoBrand() {
  const words = useText().teams.noBrand
  const { language, permissions } = useMe()
  const { speak } = useLanguage()
  const mayBring = permissions.includes('brands.manage')
  useLive()
  useEffect(() => void speak(language), [language, speak])
  return (
    <Door title={words.title} lead={mayBring ? words.bring : words.ask}>
      <Stack mt="lg">
        {mayBring && <BringOne />}
        <OtherWorkspaces />
        <Button variant="default" leftSection={<LogOut size={16} aria-hidden="true" />} onClick={() => void signOut()}>
          {words.signOut}
        </Button>
      </Stack>
    </Door>
  )
}

function BringOne() {
  const words = useText().teams.brands
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <Rows label={words.archived}>
        <ArchivedBrands />
      </Rows>
      <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
        {words.add}
      </Button>
      {isAdding && <NewBrand onClose={() => setAdding(false)} />}
    </>
  )
}

function OtherWorkspaces() {
  const { teams, frame } = useText()
  const { workspace, workspaces } = useMe()
  const others = workspaces.filter(({ id }) => id !== workspace.id)
  if (others.length === 0) return null
  return (
    <Rows label={frame.workspaces}>
      {others.map(({ id, name }) => (
        <Row key={id} title={name} note={teams.noBrand.otherWorkspace}>
          <Button variant="default" size="xs" onClick={() => openWorkspace(id)}>
            {teams.noBrand.open}
          </Button>
        </Row>
      ))}
    </Rows>
  )
}
