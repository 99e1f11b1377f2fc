import { useLanguage } from '../../language/text-provider.tsx'
import { useNetworkTexts } from '../../networks.ts'

/** A step's name is the network's own (`image 1.2`, `part 1`), and so are its words for it; the kinds most networks have are put in ours, others shown as they are. */
export function StepName({ step, network }: { step: string; network: string }) {
  const { language, texts } = useLanguage()
  const own = useNetworkTexts().get(network)
  const words = texts.post.steps
  const [, kind = '', number = ''] = /^([a-z]+)(?: ([\d.]+))?$/.exec(step) ?? []
  const said = own?.[language][`step.${kind}`]
  if (said !== undefined) return said.replace('{number}', number.split('.').at(-1) ?? '')
  if (kind === 'image') return words.image(number)
  if (kind === 'thumb') return words.thumb
  if (kind === 'mentions') return words.mentions
  return kind === 'part' ? words.part(number) : step
}
