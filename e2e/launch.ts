import { join } from 'node:path'
import type { LaunchOptions } from '@playwright/test'
import { film, type Scene } from './film'

/** `none`: the machine has no camera. `denied`: the person says no. `three`: it has three, which show patterns. */
export type Camera = Scene | 'none' | 'denied' | 'three'

const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const offline = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
/** The portal under a name that is not localhost: over http browsers call it insecure. */
export const INSECURE_HOST = 'kioo.test'
const names = [`--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`]

async function cameraFlags(camera: Camera, home: string): Promise<string[]> {
  const says = '--use-fake-ui-for-media-stream'
  const fake = '--use-fake-device-for-media-stream'
  if (camera === 'three') return [`${fake}=device-count=3`, says]
  if (camera === 'none') return [says, `${fake}=device-count=0`]
  if (camera === 'denied') return [fake, `${says}=deny`]
  return [fake, says, `--use-file-for-fake-video-capture=${await film(camera, join(home, 'films'))}`]
}

/** A browser that has this camera: it is the browser's for life. */
export async function launchWith(camera: Camera, home: string): Promise<LaunchOptions> {
  const args = [...quiet, ...offline, ...names, ...(await cameraFlags(camera, home))]
  return { args, ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }) }
}
