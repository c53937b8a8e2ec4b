'use client'
import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { QrCode } from '@/components/ui/qr-code'
import { QR_QUIET, type QrPicture, qrSvg } from '@/lib/domain/qr'
import { fileName, saveFile } from './save-file'

/** Pixels a square: a code of a link is then about 500 px wide, enough for print. */
const SCALE = 12

async function png({ size, path }: QrPicture): Promise<Blob | null> {
  const side = (size + 2 * QR_QUIET) * SCALE
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, side, side)
  pen.scale(SCALE, SCALE)
  pen.translate(QR_QUIET, QR_QUIET)
  pen.fillStyle = '#000'
  pen.fill(new Path2D(path))
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}

/** The link as a QR code, to be scanned from this screen or saved. The pictures are made in this page. */
export function QrCard({ picture, title, onSaved }: { picture: QrPicture; title: string; onSaved: () => void }) {
  const save = (file: Blob | null, ending: 'png' | 'svg') => {
    if (!file) return
    saveFile(file, `${fileName(title)}.${ending}`)
    onSaved()
  }
  return (
    <figure className="grid content-start justify-items-center gap-3">
      <QrCode picture={picture} label={`QR code of the link: ${title}`} className="size-44 border border-line" />
      <figcaption className="flex gap-2">
        <Button onClick={async () => save(await png(picture), 'png')}>
          <Download aria-hidden /> PNG
        </Button>
        <Button onClick={() => save(new Blob([qrSvg(picture)], { type: 'image/svg+xml' }), 'svg')}>
          <Download aria-hidden /> SVG
        </Button>
      </figcaption>
    </figure>
  )
}
