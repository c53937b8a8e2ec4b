import 'server-only'
import type { RequestListener, Server } from 'node:http'
import { isCallback, takeCallback } from './callback-door'
import { env } from './env'
import { hasSlashTooMany, policies, refuseRequest, requestFault } from './request-guard'

/**
 * Stands before Next: refuses what Next would answer with a bare 500, gather up to 10 MB of, or write into the log with
 * its address, which may be a person's token; and answers callbacks, which then wait behind no page (decision 022).
 * Everything else goes on to Next, and while developing so do callbacks: their route takes up what was just changed.
 */
export function openFrontDoor(server: Server): void {
  const listeners = server.listeners('request')
  server.removeAllListeners('request')
  const door: RequestListener = (request, response) => {
    const fault = requestFault(request)
    if (fault) void refuseRequest(request, response, fault)
    else if (isCallback(request) && env().NODE_ENV === 'production')
      void takeCallback(request, response, policies(request))
    else {
      if (hasSlashTooMany(request)) response.setHeaders(new Headers(policies(request)))
      for (const listener of listeners) Reflect.apply(listener, server, [request, response])
    }
  }
  server.on('request', door)
}
