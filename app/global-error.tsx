'use client'
import './globals.css'
import { Door } from '@/components/operators/door'

/** Stands in for the whole document when even the frame of the page breaks, so it needs no script. */
export default function BrokenDocument({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <head>
        <title>Something went wrong · Kioo</title>
      </head>
      <body>
        <Door title="Something went wrong" below="Load the page again. If it stays, tell whoever runs Kioo.">
          <a href="/" className="link">
            Go to the overview
          </a>
          {error.digest ? (
            <p className="mt-4 text-[0.8125rem] text-ink-3">
              For the log: <span className="id">{error.digest}</span>
            </p>
          ) : null}
        </Door>
      </body>
    </html>
  )
}
