import 'server-only'
import { oncePerProcess } from './once-per-process'
import { places } from './places'
import { room } from './room'

/** Frames of one address that may be on their way, or wait to be stored, at a time: each sitting sends its own one after another. */
export const UPLOADS_PER_ADDRESS = 20

/** A place for one more frame from this address: gives what frees it again, or null when all are taken. */
export const takeUploadPlace = places('uploads', UPLOADS_PER_ADDRESS)

/** Large frames together, in one process, until they are stored; most are within their free share. */
export const uploads = oncePerProcess('uploads', () => room(64 * 1024 * 1024, 256 * 1024))
