import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'

import { api } from '../../api.ts'
import { Mark } from '../../frame/mark.tsx'
import { useLanguage } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { DoorLanguage } from '../../teams/door-language.tsx'
import { Door } from '../../teams/door.tsx'
import { useTitle } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { GuestApproval } from './guest-approval.tsx'
import { GuestMonth } from './guest-month.tsx'
import { GuestWaiting } from './guest-waiting.tsx'
import type { Guests } from './guests.ts'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

/** What a link shows to a guest; nobody is signed in here. */
export function GuestPage() {
  const words = useApprovalsText()
  const { token } = useParams({ from: '/g/$token' })
  const { month } = useSearch({ from: '/g/$token' })
  const asked = { token, ...(month === undefined ? {} : { month }) }
  const { data, error, refetch } = useQuery(api.governance.guestPage.queryOptions({ input: asked }))
  useSpoken(data?.language)
  if (data) return <Inside page={data} token={token} />
  return (
    <Door title={words.title}>
      {error ? <ErrorState error={error} title={words.guest.over} retry={() => void refetch()} /> : <LoadingState rows={4} />}
    </Door>
  )
}

/** In the guest's own language at first; afterwards in the one they choose here. */
function useSpoken(language: Guests['language'] | undefined): void {
  const { speak } = useLanguage()
  useEffect(() => {
    const key = 'hearth.guest-language'
    if (language === undefined || sessionStorage.getItem(key) !== null) return
    sessionStorage.setItem(key, language)
    void speak(language)
  }, [language, speak])
}

function Inside({ page, token }: { page: Guests; token: string }) {
  const words = useApprovalsText().guest
  const format = useFormat(page.brand.timeZone)
  const { post } = useSearch({ from: '/g/$token' })
  const navigate = useNavigate()
  useTitle(words.title(page.brand.name))
  const open = (approvalId: string | undefined) =>
    void navigate({ to: '/g/$token', params: { token }, search: (search) => ({ ...search, post: approvalId }) })
  return (
    <main id="content" className={styles.guest} data-wide={(post === undefined && page.calendar !== undefined) || undefined}>
      <header className={styles.guestHead}>
        <Mark size={28} />
        <DoorLanguage />
      </header>
      {post === undefined ? (
        <>
          <div>
            <h1>{words.title(page.brand.name)}</h1>
            <p>{words.hello(page.name, page.brand.name)}</p>
          </div>
          <GuestWaiting waiting={page.waiting} timeZone={page.brand.timeZone} onOpen={open} />
          {page.calendar && <GuestMonth calendar={page.calendar} token={token} timeZone={page.brand.timeZone} onOpen={open} />}
        </>
      ) : (
        <GuestApproval key={post} token={token} approvalId={post} timeZone={page.brand.timeZone} onBack={() => open(undefined)} />
      )}
      <p className={styles.quiet}>{words.until(format.date(page.expiresAt))}</p>
    </main>
  )
}
