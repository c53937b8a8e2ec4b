import { adminPasswordFault } from '@/lib/server/password-choice'

// Asked by npm start before it builds: what is wrong with KIOO_ADMIN_PASSWORD, on standard output; nothing where it is fit.
// A process of its own, because the server's files want the react-server condition.
const { KIOO_ADMIN_EMAIL = '', KIOO_ADMIN_PASSWORD = '' } = process.env
console.log((await adminPasswordFault(KIOO_ADMIN_PASSWORD, KIOO_ADMIN_EMAIL)) ?? '')
