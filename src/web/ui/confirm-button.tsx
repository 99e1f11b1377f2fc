import { Button, type ButtonProps } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'

interface ConfirmButtonProps extends ButtonProps {
  /** The question, naming what will happen. */
  question: string
  /** What follows from it, and any choice inside it. */
  explanation?: ReactNode
  /** The word on the button that does it; the same verb as the button that asks. */
  confirm: string
  onConfirm: () => Promise<unknown> | undefined
  children: ReactNode
}

const bringDialog = () => import('./confirm-dialog.tsx')
const ConfirmDialog = lazy(async () => ({ default: (await bringDialog()).ConfirmDialog }))

/** For what cannot be undone: asks once. The question is sent for when somebody is about to press the button. */
export function ConfirmButton({ question, explanation, confirm, onConfirm, children, ...button }: ConfirmButtonProps) {
  const [asked, setAsked] = useState(false)
  const [asking, setAsking] = useState(false)
  const ask = () => {
    setAsked(true)
    setAsking(true)
  }
  return (
    <>
      <Button variant="default" {...button} onClick={ask} onPointerEnter={() => void bringDialog()} onFocus={() => void bringDialog()}>
        {children}
      </Button>
      {asked && (
        <Suspense>
          <ConfirmDialog {...{ question, explanation, confirm, onConfirm }} opened={asking} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  )
}
