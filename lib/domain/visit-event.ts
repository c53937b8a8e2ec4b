/**
 * The lines of a visit's history: facts with a few plain details, never a name, a face or a token. The words
 * people read are made from them on the page (visit-words.ts).
 */
export type VisitEventDetail = {
  claimed: { device: string; language: string; by: 'link' | 'code' | 'phone' | 'again' }
  consented: { textVersion: string; language: string }
  camera_ready: Record<string, never>
  camera_blocked: { problem: string }
  captured: Record<string, never>
  /** A capture was begun: how many since the last pause. */
  uploading: { count: number }
  submitted: { jobId: string }
  declined: Record<string, never>
  cannot: { reason: string }
  not_me: Record<string, never>
  withdrawn: Record<string, never>
  /** The device that took over. */
  superseded: { device: string }
}

export type VisitEventKind = keyof VisitEventDetail

export type NewVisitEvent = { [K in VisitEventKind]: { kind: K; detail: VisitEventDetail[K] } }[VisitEventKind]
