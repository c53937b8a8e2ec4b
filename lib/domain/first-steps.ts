import { type Action, may, type Staff } from './permissions'

/** What a new portal is begun with, in this order. */
const firstSteps = ['organisation', 'desk', 'link'] as const
export type FirstStep = (typeof firstSteps)[number]

const needs: Record<FirstStep, Action> = {
  organisation: 'organisation.manage',
  desk: 'jobs.create',
  link: 'links.create',
}

/** The first steps this member of staff may take; none for whoever only looks. Pure. */
export function firstStepsFor(actor: Staff): FirstStep[] {
  return firstSteps.filter((step) => may(actor, needs[step]))
}
