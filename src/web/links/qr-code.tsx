import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'

import { asAddress, drawQr } from '../ui/draw-qr.ts'
import { LoadingState } from '../ui/states.tsx'
import { useLinksText } from './use-links-text.ts'

import styles from './link-drawer.module.css'

/** In pixels; sharp on a poster when it is scaled by whole steps. */
const pngSize = 1024

/** The short address as a QR code, to look at and to take along. */
export function QrCode({ url }: { url: string }) {
  const { qr } = useLinksText()
  const { data } = useQuery({ queryKey: ['qr-code', url], queryFn: () => drawQr(url), staleTime: Infinity })
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
