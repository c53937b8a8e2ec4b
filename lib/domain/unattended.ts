/** A page that draws itself anew while nobody is at it sends this cookie along, for that one request. */
export const UNATTENDED_COOKIE = 'kioo-unattended'
