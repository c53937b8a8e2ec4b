import { connect } from 'node:net'

const ANSWER_MS = 500

/**
 * Whether somebody listens on a port of this machine. Asked by knocking, on both families: a server on [::1]
 * alone does not keep us from listening on 127.0.0.1, but browsers would reach that one.
 */
export async function isPortTaken(port: number): Promise<boolean> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => answersAt(host, port)))
  return answers.includes(true)
}

function answersAt(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_MS })
    const say = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => say(true))
    socket.once('error', () => say(false))
    socket.once('timeout', () => say(false))
  })
}
