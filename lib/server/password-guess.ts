import 'server-only'

/** Words an attacker of this portal tries first. */
const ownWords = ['smileidentity', 'smileid', 'smile', 'identity', 'kioo', 'portal', 'enrollment', 'enroll', 'selfie']
const plainWords = ['password', 'passwort', 'administrator', 'admin', 'operator', 'welcome', 'letmein', 'secret']

/**
 * Phrases that every attacker has, however long: the examples of how to choose a password, and what people know by
 * heart. zxcvbn's lists hold words, not sentences. Letters only, without accents.
 */
const knownPhrases = [
  'correcthorsebatterystaple',
  'thisismypassword',
  'thisisapassword',
  'ihatepasswords',
  'changemeplease',
  'pleaseletmein',
  'thequickbrownfoxjumpsoverthelazydog',
  'thequickbrownfoxjumps',
  'loremipsumdolorsitamet',
  'maytheforcebewithyou',
  'maryhadalittlelamb',
  'twinkletwinklelittlestar',
  'onceuponatime',
  'tobeornottobe',
  'thatisthequestion',
  'inthebeginningwastheword',
  'somewhereovertherainbow',
  'winteriscoming',
  'theanswerisfortytwo',
  'goodmorningvietnam',
  'nevergonnagiveyouup',
  'happybirthdaytoyou',
  'ourfatherwhoartinheaven',
  'thelordismyshepherd',
  'jesusismysavior',
  'godblessafrica',
  'hakunamatata',
  'mungutibarikiafrika',
  'libertyequalityfraternity',
  'liberteegalitefraternite',
  'notreperequiesauxcieux',
  'painossoqueestaisnoceu',
  'ordemeprogresso',
  'babayetuuliyembinguni',
]

/** A password needs this many characters beside words that are to be expected here. */
const OWN_CHARACTERS_MIN = 8
/** zxcvbn's own line for "safely unguessable online": 10^8 guesses. */
const SCORE_MIN = 3

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * Whether a password of allowed length is still among the first an attacker would try. Works offline.
 *
 * A plain list of common passwords says little here: of the well-known top lists almost nothing has
 * 15 characters. What people do type at that length are common words doubled, keyboard rows, number
 * runs and the product's name with a tail. So two checks: zxcvbn (49,000 common passwords, repeats,
 * sequences, keyboard patterns, dates), and what is left once known phrases and the words of this place are taken out.
 */
export async function isGuessable(password: string, about: { email: string; name?: string }): Promise<boolean> {
  const personal = `${about.email} ${about.name ?? ''}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)
  const words = [...ownWords, ...plainWords, ...personal].sort((a, b) => b.length - a.length)
  if (remainder(password, words) < OWN_CHARACTERS_MIN) return true
  const estimate = await estimator()
  return estimate(password, words) < SCORE_MIN
}

/** How many characters of a password are not one of the words, however they are cased or dressed up. */
function remainder(password: string, words: string[]): number {
  const rest = words.reduce(
    (text, word) => text.replaceAll(dressedDown(word), ''),
    withoutPhrases(dressedDown(password.toLowerCase())),
  )
  return [...rest.replace(/[^\p{L}\p{N}\p{S}]/gu, '')].length
}

const dressedDown = (text: string) => [...text].map((character) => leet[character] ?? character).join('')

/** What is left beside known phrases, however those are spaced, dashed or accented. */
function withoutPhrases(plain: string): string {
  const letters = plain.normalize('NFD').replace(/[^\p{L}\p{N}\p{S}]/gu, '')
  const rest = knownPhrases.reduce((text, phrase) => text.replaceAll(phrase, ''), letters)
  return rest.length < letters.length ? rest : plain
}

let loaded: Promise<(password: string, words: string[]) => number> | undefined

/** Loaded when somebody first chooses a password: most processes never need the dictionary. */
function estimator(): Promise<(password: string, words: string[]) => number> {
  loaded ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }]) => {
      const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
      return (password, words) => zxcvbn.check(password, words).score
    },
  )
  return loaded
}
