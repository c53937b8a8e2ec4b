import { afterAll, beforeAll, expect, test } from 'vitest'
import { detailLines } from '@/lib/domain/capture-details'
import { DETAIL_REPORTS_MAX } from '@/lib/domain/capture-details-schema'
import { readVisitEvent } from '@/lib/domain/visit-event'
import { visitEventDetails, visitEventWords } from '@/lib/domain/visit-words'
import { code, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink } from '@/scripts/testing/links'
import { db } from './db'
import { keepCameraDetails } from './visit-steps'

let close = async () => {}
beforeAll(async () => {
  close = (await testDatabase()).close
})
afterAll(() => close())

const details = {
  facts: { browser: 'Chrome on Android', problem: 'busy', error: 'NotReadableError' },
  events: [
    { ms: 0, name: 'primer' },
    { ms: 1_200, name: 'blocked' },
  ],
}

async function kept(visitId: string) {
  const rows = await db().visitEvent.findMany({ where: { visitId, kind: 'camera_details' } })
  return rows.map((row) => readVisitEvent(row))
}

test('the operator reads exactly what the person sent, and the visit stays where it is', async () => {
  const visit = await agreedVisit((await newLink(await newOperator())).token)
  expect(await keepCameraDetails(visit, details)).toEqual({ ok: true })
  const [event] = await kept(visit.id)
  expect(event && visitEventDetails(event)).toEqual(detailLines(details))
  expect(event && visitEventWords(event, 'Chrome on Android')).toBe('Sent technical details of the camera')
  expect(await db().visit.findUnique({ where: { id: visit.id }, select: { state: true } })).toEqual({
    state: 'consented',
  })
})

test('of many reports at one moment only a few are kept', async () => {
  const visit = await agreedVisit((await newLink(await newOperator())).token)
  const told = await Promise.all(Array.from({ length: 12 }, () => keepCameraDetails(visit, details)))
  expect(told.every(({ ok }) => ok)).toBe(true)
  expect(await kept(visit.id)).toHaveLength(DETAIL_REPORTS_MAX)
})

test('a visit whose time is over takes no details', async () => {
  const visit = await agreedVisit((await newLink(await newOperator())).token)
  await db().visit.update({ where: { id: visit.id }, data: { deadline: new Date(Date.now() - 1_000) } })
  expect(code(await keepCameraDetails(visit, details))).toBe('visit_over')
  expect(await kept(visit.id)).toEqual([])
})
