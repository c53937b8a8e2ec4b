// The portal's production build, whoever asks for it. Next would tell its makers of each; nobody is told of anything.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'
process.argv.splice(2, 0, 'build')
await import(pathToFileURL(resolve('node_modules/next/dist/bin/next')).href)
