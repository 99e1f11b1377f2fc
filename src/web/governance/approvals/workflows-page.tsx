import { useState } from 'react'

import type { Guest, Workflow } from '#contract/governance'

import { useBrand, useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page } from '../../ui/page.tsx'
import { GuestForm } from './guest-form.tsx'
import { GuestLinks } from './guest-links.tsx'
import { GuestList } from './guest-list.tsx'
import { useApprovalsText } from './use-approvals-text.ts'
import { WorkflowForm } from './workflow-form.tsx'
import { WorkflowList } from './workflow-list.tsx'

type Open =
  | { kind: 'workflow'; workflow: Workflow | undefined }
  | { kind: 'guest'; guest: Guest | undefined }
  | { kind: 'links'; guest: Guest }

/** Who has to say yes before something goes out, and who of those is outside. */
export function WorkflowsPage() {
  const words = useApprovalsText()
  const { pages } = useText().settings
  const brand = useBrand()
  const mayManage = useMay()('approvals.manage')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Page title={pages.approvals} lead={words.workflows.lead}>
      <WorkflowList brandId={brand.id} mayManage={mayManage} onOpen={(workflow) => setOpen({ kind: 'workflow', workflow })} />
      <GuestList
        brandId={brand.id}
        mayManage={mayManage}
        onOpen={(guest) => setOpen({ kind: 'guest', guest })}
        onLinks={(guest) => setOpen({ kind: 'links', guest })}
      />
      {open?.kind === 'workflow' && <WorkflowForm brandId={brand.id} workflow={open.workflow} onClose={close} />}
      {open?.kind === 'guest' && <GuestForm brandId={brand.id} guest={open.guest} onClose={close} />}
      {open?.kind === 'links' && <GuestLinks guest={open.guest} onClose={close} />}
    </Page>
  )
}
