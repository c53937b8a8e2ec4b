import 'server-only'
import type { DirectRoute } from '@/lib/server/direct-route'
import { POST as takeCallback } from './callbacks/smile-id/[[...token]]/route'
import { PUT as takeFrame } from './captures/[captureId]/frames/[position]/route'

/** What is asked for most, and would wait longest behind Next: the provider's callbacks, and cameras' frames. */
export const directRoutes: readonly DirectRoute[] = [
  {
    method: 'POST',
    address: /^\/api\/callbacks\/smile-id(?:\/([A-Za-z0-9_-]+))?$/,
    handle: (request, [token]) => takeCallback(request, { params: Promise.resolve(token ? { token: [token] } : {}) }),
  },
  {
    method: 'PUT',
    address: /^\/api\/captures\/([0-9a-f-]+)\/frames\/(\d)(?:\?[a-z=]*)?$/,
    handle: (request, [captureId = '', position = '']) =>
      takeFrame(request, { params: Promise.resolve({ captureId, position }) }),
  },
]
