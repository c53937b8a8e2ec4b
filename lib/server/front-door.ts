import 'server-only'
import type { RequestListener, Server } from 'node:http'
import { answerDirectly, type DirectRoute, directHandler } from './direct-route'
import { env } from './env'
import { hasSlashTooMany, policies, refuseRequest, requestFault } from './request-guard'

/**
 * Stands before Next: refuses what Next would answer with a bare 500, gather up to 10 MB of, or write into the log with
 * its address, which may be a person's token; and answers what has a direct route, which then waits behind no page
 * (decision 022). Everything else goes on to Next. While developing all of it does: a route's handler is then what was
 * just changed.
 */
export function openFrontDoor(server: Server, direct: readonly DirectRoute[] = []): void {
  const listeners = server.listeners('request')
  server.removeAllListeners('request')
  const door: RequestListener = (request, response) => {
    const fault = requestFault(request)
    if (fault) return void refuseRequest(request, response, fault)
    const handler = directHandler(direct, request)
    if (handler && env().NODE_ENV !== 'development')
      return void answerDirectly(request, response, handler, policies(request))
    if (hasSlashTooMany(request)) response.setHeaders(new Headers(policies(request)))
    for (const listener of listeners) Reflect.apply(listener, server, [request, response])
  }
  server.on('request', door)
}
