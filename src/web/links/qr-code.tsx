import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'

import { LoadingState } from '../ui/states.tsx'
import { useLinksText } from './use-links-text.ts'

import styles from './link-drawer.module.css'

/** In pixels; sharp on a poster when it is scaled by whole steps. */
const pngSize = 1024

/** The short address as a QR code, to look at and to take along. */
export function QrCode({ url }: { url: string }) {
  const { qr } = useLinksText()
  const { data } = useQuery({ queryKey: ['qr-code', url], queryFn: () => drawCode(url), staleTime: Infinity })
  if (!data) return <LoadingState rows={1} height={160} />
  const name = `qr-${url.split('/').at(-1)}`
  return (
    <section className={styles.section}>
      <h3>{qr.title}</h3>
      <div className={styles.code}>
        <img src={asAddress(data)} alt={qr.picture(url)} width={160} height={160} />
        <div className={styles.codeActions}>
          <Button
            variant="default"
            leftSection={<Download size={16} aria-hidden="true" />}
            onClick={() => save(new Blob([data], { type: 'image/svg+xml' }), `${name}.svg`)}
          >
            {qr.svg}
          </Button>
          <Button
            variant="default"
            leftSection={<Download size={16} aria-hidden="true" />}
            onClick={() => void asPng(data).then((png) => save(png, `${name}.png`))}
          >
            {qr.png}
          </Button>
        </div>
      </div>
    </section>
  )
}

/** Black on white in every scheme, with the quiet border of four modules that readers need (ISO/IEC 18004). */
async function drawCode(url: string): Promise<string> {
  const { encode } = await import('uqr')
  const { data, size } = encode(url, { ecc: 'M', border: 4 })
  const modules = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${modules.join('')}"/></svg>`
}

function asAddress(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

async function asPng(svg: string): Promise<Blob> {
  const picture = new Image(pngSize, pngSize)
  picture.src = asAddress(svg.replace('<svg ', `<svg width="${pngSize}" height="${pngSize}" `))
  await picture.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: pngSize, height: pngSize })
  canvas.getContext('2d')?.drawImage(picture, 0, 0, pngSize, pngSize)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture.'))), 'image/png')
  })
}

function save(blob: Blob, download: string): void {
  const href = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href, download }).click()
  URL.revokeObjectURL(href)
}
