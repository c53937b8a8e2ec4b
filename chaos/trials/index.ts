import type { Trial } from '../trial'
import { r1, r1Flushed } from './r1-acked'
import { r2 } from './r2-one-effect'
import { r3 } from './r3-any-order'
import { r4CrashPoints } from './r4-crash-points'
import { r4 } from './r4-one-provider-job'
import { r5 } from './r5-crash-recovery'
import { r6 } from './r6-paused-worker'
import { r7 } from './r7-half-created'
import { r8 } from './r8-double-submit'
import { r9 } from './r9-misbehaviour'
import { r10 } from './r10-outage'
import { r11 } from './r11-lost-callbacks'
import { r12 } from './r12-early-callbacks'
import { r13 } from './r13-bounded'
import { r14 } from './r14-database-down'
import { r15 } from './r15-rolling-restart'
import { r16 } from './r16-wrong-clocks'
import { r18 } from './r18-restore'

/** In their order. Those of one group run side by side, because they mostly wait; none of them touches the server. */
export const trials: readonly (readonly Trial[])[] = [
  [r1],
  [r1Flushed],
  [r2],
  [r3],
  [r4],
  [r4CrashPoints, r7],
  [r8],
  [r5, r6, r16],
  [r9, r12],
  [r10],
  [r11],
  [r13],
  [r14],
  [r15],
  [r18],
]
