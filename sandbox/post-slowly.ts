import { type ClientRequest, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'

export type Post = { url: string; body: string; signal: AbortSignal }

const pieces = 20

/**
 * Posts JSON a piece at a time, all of it over so many milliseconds, and gives the status. Its length is announced, as
 * in any other callback: fetch would leave that out of a body that comes in pieces.
 */
export function postSlowly({ url, body, signal }: Post, overMs: number): Promise<number> {
  const bytes = Buffer.from(body)
  const headers = { 'content-type': 'application/json', 'content-length': bytes.length }
  const open = new URL(url).protocol === 'https:' ? tlsRequest : plainRequest
  return new Promise((resolve, reject) => {
    const request = open(url, { method: 'POST', headers, signal, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.once('error', reject)
    // Whoever answered in the middle may close the connection: what is still written then has nowhere to go.
    request.on('error', () => undefined)
    trickle(request, bytes, overMs)
  })
}

function trickle(request: ClientRequest, bytes: Uint8Array, overMs: number): void {
  const size = Math.ceil(bytes.length / pieces)
  let sent = 0
  const timer = setInterval(() => {
    request.write(bytes.subarray(sent, sent + size))
    sent += size
    if (sent < bytes.length) return
    clearInterval(timer)
    request.end()
  }, overMs / pieces)
  request.once('close', () => clearInterval(timer))
}
