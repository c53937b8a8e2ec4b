// Plain Node on purpose: it is asked before anything is installed.
import { connect } from 'node:net'
import { give } from './say.mjs'

const ANSWER_MS = 500

/**
 * Whether somebody listens on a port of this machine. Asked by knocking, on both families unless the hosts are named: a
 * server on [::1] alone does not keep us from listening on 127.0.0.1, but browsers would reach that one.
 */
export async function isPortTaken(port, hosts = ['127.0.0.1', '::1']) {
  const answers = await Promise.all(hosts.map((host) => answersAt(host, port)))
  return answers.includes(true)
}

/** The portal's port, as PORT names it; one that is none ends the process. */
export function portOf(given = '3000') {
  const port = Number(given)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  give(`PORT is ${given}; it must be a number from 1 to 65535.`)
}

/** What to do about it, in one line. */
export function portTaken(port, command) {
  return `Port ${port} is taken. Stop what uses it, or choose another one: PORT=${port + 1} ${command}`
}

function answersAt(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_MS })
    const say = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => say(true))
    socket.once('error', () => say(false))
    socket.once('timeout', () => say(false))
  })
}
