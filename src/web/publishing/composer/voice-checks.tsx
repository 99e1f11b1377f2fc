import { Suspense } from 'react'
import { flushSync } from 'react-dom'

import { FoundList } from '../../governance/rules/found-list.tsx'
import type { BrandRules } from '../../governance/rules/use-brand-rules.ts'
import { useVoiceText } from '../../governance/rules/use-voice-text.ts'
import { insertText } from './insert-text.ts'
import { saidId } from './media-tile.tsx'
import { textId } from './part-editor.tsx'
import type { Composer } from './use-composer.ts'
import type { Tabs } from './use-tabs.ts'
import { partsOn } from './variants.ts'
import type { VoiceFinding } from './voice-findings.ts'

import styles from './voice-checks.module.css'

interface VoiceChecksProps {
  composer: Composer
  tabs: Tabs
  rules: BrandRules
  findings: readonly VoiceFinding[]
}

/** What the brand’s rules say, with the way to the place and, where the rule knows it, what to say instead; and how the brand sounds. */
export function VoiceChecks(props: VoiceChecksProps) {
  const voices = props.rules.all.flatMap(({ on, check, where }) => (on && check.kind === 'voice' && where.includes('posts') ? [check] : []))
  const [say, avoid] = [voices.flatMap((voice) => voice.say), voices.flatMap((voice) => voice.avoid)]
  if (props.findings.length === 0 && say.length + avoid.length === 0) return null
  // Its words come with it: what is being written stands meanwhile, and keeps the focus.
  return (
    <Suspense>
      <Checks {...props} say={say} avoid={avoid} />
    </Suspense>
  )
}

interface ChecksProps extends VoiceChecksProps {
  say: readonly string[]
  avoid: readonly string[]
}

function Checks({ composer, tabs, findings, say, avoid }: ChecksProps) {
  const words = useVoiceText().found

  function areaOf({ network, found }: VoiceFinding): string | undefined {
    if (tabs.shown && tabs.network !== network) flushSync(() => tabs.go(network))
    const part = partsOn(composer.desk.draft, network ?? '')[found.part]
    if (part === undefined) return undefined
    const media = found.media === undefined ? undefined : part.media.filter(({ item }) => item !== undefined)[found.media]
    return media === undefined ? textId(part) : saidId(media)
  }

  function go(finding: VoiceFinding): void {
    const area = document.getElementById(areaOf(finding) ?? '')
    area?.scrollIntoView({ block: 'center' })
    area?.focus()
    const { at, media } = finding.found
    if (area instanceof HTMLTextAreaElement && at && media === undefined) area.setSelectionRange(at.start, at.end)
  }

  function use(finding: VoiceFinding): void {
    const { at, say: instead = '', media } = finding.found
    const areaId = areaOf(finding)
    if (at && areaId !== undefined && media === undefined) insertText(areaId, instead, { from: at.start, to: at.end })
    else go(finding)
  }

  return (
    <section className={styles.voice} aria-label={words.title}>
      <h3>{words.title}</h3>
      {findings.length > 0 && <FoundList items={findings} onGo={go} onUse={use} />}
      {say.length + avoid.length > 0 && (
        <details className={styles.sounds}>
          <summary>{words.voice}</summary>
          <Sayings title={words.say} texts={say} />
          <Sayings title={words.avoid} texts={avoid} />
        </details>
      )}
    </section>
  )
}

function Sayings({ title, texts }: { title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <>
      <p>{title}</p>
      <ul>
        {texts.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </>
  )
}
