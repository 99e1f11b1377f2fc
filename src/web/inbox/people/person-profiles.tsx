import { ExternalLink } from 'lucide-react'

import type { Person, Profile } from '#contract/inbox'

import { client } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Section } from '../../ui/page.tsx'
import { Trouble } from '../../ui/states.tsx'
import { usePeopleText } from './use-people-text.ts'
import { usePersonChange } from './use-person-change.ts'

import styles from './person-drawer.module.css'

/** Where the person is known, and which profiles a member joined to the first, to be separated again. */
export function PersonProfiles({ person, mayWork }: { person: Person; mayWork: boolean }) {
  const words = usePeopleText().profiles
  const format = useFormat()
  const { change, trouble } = usePersonChange()
  // The last joining that brought a profile is the one that takes it away again.
  const broughtBy = (profile: Profile) => person.joinings.findLast(({ profileIds }) => profileIds.includes(profile.id))
  return (
    <Section title={words.title}>
      <ul className={styles.plain}>
        {person.profiles
          .filter((profile) => broughtBy(profile) === undefined)
          .map((profile) => (
            <ProfileLine key={profile.id} profile={profile} />
          ))}
      </ul>
      {person.joinings.map((joining) => {
        const brought = person.profiles.filter((profile) => broughtBy(profile) === joining)
        if (brought.length === 0) return null
        const split = () => change(() => client.inbox.splitPerson({ personId: person.id, joiningId: joining.id }), words.separated)
        return (
          <div key={joining.id}>
            <ul className={styles.plain}>
              {brought.map((profile) => (
                <ProfileLine key={profile.id} profile={profile} />
              ))}
            </ul>
            <div className={styles.line}>
              <span className={`${styles.quiet} ${styles.words}`}>{words.joinedBy(joining.member.name, format.date(joining.at))}</span>
              {mayWork && (
                <ConfirmButton
                  size="compact-xs"
                  question={words.splitAsk}
                  explanation={words.splitHint}
                  confirm={words.split}
                  onConfirm={split}
                >
                  {words.split}
                </ConfirmButton>
              )}
            </div>
          </div>
        )
      })}
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
    </Section>
  )
}

function ProfileLine({ profile: { network, handle, name, url } }: { profile: Profile }) {
  const called = handle === '' ? name : `@${handle}`
  return (
    <li className={styles.line}>
      <NetworkIcon network={network} size={16} />
      <span className={styles.words} dir="auto">
        {url === undefined ? (
          called
        ) : (
          <a href={url} target="_blank" rel="noreferrer">
            {called} <ExternalLink size={12} aria-hidden="true" />
          </a>
        )}
      </span>
      <span className={styles.quiet}>{networkName(network)}</span>
    </li>
  )
}
