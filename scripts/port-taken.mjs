// Plain Node on purpose: it is asked before anything is installed.
import { connect } from 'node:net'

const ANSWER_MS = 500

/**
 * Whether somebody listens on a port of this machine. Asked by knocking, on both families unless the hosts are named: a
 * server on [::1] alone does not keep us from listening on 127.0.0.1, but browsers would reach that one.
 */
export async function isPortTaken(port, hosts = ['127.0.0.1', '::1']) {
  const answers = await Promise.all(hosts.map((host) => answersAt(host, port)))
  return answers.includes(true)
}

/** A port as it is set; null when it is none. */
export function portOf(text) {
  const port = Number(text)
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : null
}

/** What to do about a PORT that is none, in one line. */
export function noPort(text) {
  return `PORT is ${text}; it must be a number from 1 to 65535.`
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
