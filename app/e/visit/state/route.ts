import { currentVisit } from '@/lib/server/auth-visit'
import { route } from '@/lib/server/route'
import { readVisit } from '@/lib/server/visit-result'
import { stageOf, stageWord } from '../stage'

/** In one word what the page of this browser's visit would show now, for a page that follows along. */
export const GET = route(async (): Promise<Response> => {
  const visit = await currentVisit()
  const word = stageWord(stageOf(visit && (await readVisit(visit))))
  return new Response(word, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
})
