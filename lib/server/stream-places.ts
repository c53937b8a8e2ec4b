import 'server-only'
import { places } from './places'

/** Pages of one session that may be told of news at a time; further ones ask for it every few seconds, as after any broken stream. */
export const STREAMS_PER_SESSION = 20

/** A place for one more stream of this session: gives what frees it again, or null when all are taken. */
export const takeStreamPlace = places('streams', STREAMS_PER_SESSION)
