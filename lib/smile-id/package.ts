import { strToU8, type Zippable, zipSync } from 'fflate'
import { REGISTER } from '@/lib/domain/job'
import type { Submission } from '@/lib/domain/provider'
import { partnerParams } from './partner-params'
import { PACKAGE_FILE_NAME, type Reservation } from './reserve'
import type { Connection } from './settings'

/** As files of the package (smile-identity-core constants.js); 2 and 6 are the same as base64 inside info.json. */
const SELFIE_FILE = 0
const LIVENESS_FILE = 4

/**
 * The earliest time a zip can hold, which is local time without a zone: the same inputs give the same bytes,
 * and the package tells no clock.
 */
const zipTime = () => new Date(1980, 0, 1)

/**
 * The package of one capture: a zip, stored and not deflated (JPEGs do not shrink), with fixed names at its
 * root. info.json has the five parts the official libraries write (smile-identity-core 3.2.1, web-api.js).
 */
export function buildPackage(
  submission: Submission,
  reservation: Reservation,
  connection: Pick<Connection, 'partnerId'>,
): Uint8Array<ArrayBuffer> {
  const frames = [
    { name: 'selfie.jpg', type: SELFIE_FILE, jpeg: submission.selfie },
    ...submission.liveness.map((jpeg, at) => ({ name: `liveness-${at + 1}.jpg`, type: LIVENESS_FILE, jpeg })),
  ]
  const info = {
    package_information: { apiVersion: { buildNumber: 0, majorVersion: 2, minorVersion: 0 }, language: 'rest_api' },
    misc_information: {
      signature: reservation.signature,
      // Text here, a boolean in the request: so the libraries write it.
      retry: 'false',
      partner_params: partnerParams(submission),
      timestamp: reservation.timestamp,
      file_name: PACKAGE_FILE_NAME,
      smile_client_id: connection.partnerId,
      callback_url: submission.callbackUrl,
      userData: EMPTY_USER_DATA,
    },
    id_info: {
      entered: 'false',
      ...(submission.type === REGISTER ? { allow_new_enroll: submission.allowReEnroll } : {}),
    },
    images: frames.map(({ name, type }) => ({ image_type_id: type, image: '', file_name: name })),
    server_information: reservation.answer,
  }
  const entries: Zippable = { 'info.json': strToU8(JSON.stringify(info)) }
  for (const { name, jpeg } of frames) entries[name] = jpeg
  return zipSync(entries, { level: 0, mtime: zipTime() })
}

/** The libraries always send this part. We know none of it about the person, and would not send it. */
const EMPTY_USER_DATA = {
  isVerifiedProcess: false,
  name: '',
  fbUserID: '',
  firstName: '',
  lastName: '',
  gender: '',
  email: '',
  phone: '',
  countryCode: '',
  countryName: '',
}
