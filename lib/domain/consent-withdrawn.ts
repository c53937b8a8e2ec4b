import type { JobStory } from './job-story'

/**
 * How it stands with a person who took their consent back after their job was sent. Nobody is authenticated against
 * that selfie any more; a registration under a new consent, or at the desk, puts another one on file and ends it.
 */
export const consentWithdrawn: JobStory = {
  headline: 'The person has withdrawn their consent',
  words:
    'The pictures are erased here, and nobody is authenticated against this selfie any more. Smile ID still has its own copy: ask them to erase it. If the person agrees again, send them a new link or register them anew.',
  next: ['ask_provider'],
}
