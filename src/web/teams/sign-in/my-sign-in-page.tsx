import { useQuery } from '@tanstack/react-query'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { EmailSection } from './email-section.tsx'
import { PasskeySection } from './passkey-section.tsx'
import { PasswordForm } from './password-form.tsx'
import { SessionSection } from './session-section.tsx'
import { TotpSection } from './totp-section.tsx'
import { useSignInText } from './use-sign-in-text.ts'

/** How one proves who one is, and where one is signed in. */
export function MySignInPage() {
  const { settings } = useText()
  const text = useSignInText()
  const { data: mine, error, refetch } = useQuery(api.signIn.mine.queryOptions())
  return (
    <Page title={settings.pages['sign-in']} lead={mine?.twoFactorsRequired ? `${text.mine.lead} ${text.mine.required}` : text.mine.lead}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!mine && !error && <LoadingState rows={6} height={52} />}
      {mine && (
        <>
          {!mine.changeable && <p>{text.mine.bySso}</p>}
          <EmailSection mine={mine} />
          {(mine.changeable || !mine.hasPassword) && (
            <Section title={text.password.title}>{mine.hasPassword ? <PasswordForm /> : <p>{text.password.none}</p>}</Section>
          )}
          <TotpSection mine={mine} />
          <PasskeySection mine={mine} />
          <SessionSection />
        </>
      )}
    </Page>
  )
}
