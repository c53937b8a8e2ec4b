import type { Language } from './language'

/** `{organisation}`, `{name}`, `{until}` and `{contact}` are filled in. */
type Words = {
  subject: string
  reminder: string
  hello: string
  helloName: string
  asks: string
  open: string
  until: string
  /** The link opens the person's own page: whoever has it can act as them. */
  own: string
  unexpected: string
  questions: string
}

// en: written by us. fr, sw, pt, ar: to be read by a native speaker before an organisation relies on them.
export const linkMailWords: Record<Language, Words> = {
  en: {
    subject: '{organisation} asks you for a selfie',
    reminder: 'Reminder: {organisation} asks you for a selfie',
    hello: 'Hello,',
    helloName: 'Hello {name},',
    asks: '{organisation} asks you to take a selfie with your phone. It takes about a minute. You will see what it is for before the camera opens, and you can say no.',
    open: 'Open your page',
    until: 'The link works until {until}.',
    own: 'It is meant for you alone. Please do not pass it on.',
    unexpected:
      'You did not expect this, or it is not for you? Open the link and choose “This is not me”, or delete this mail.',
    questions: 'Questions? {contact}',
  },
  fr: {
    subject: '{organisation} vous demande un selfie',
    reminder: 'Rappel : {organisation} vous demande un selfie',
    hello: 'Bonjour,',
    helloName: 'Bonjour {name},',
    asks: '{organisation} vous demande de prendre un selfie avec votre téléphone. Cela prend environ une minute. Vous verrez à quoi il sert avant que la caméra ne s’ouvre, et vous pouvez refuser.',
    open: 'Ouvrir votre page',
    until: 'Le lien fonctionne jusqu’au {until}.',
    own: 'Il est pour vous seul(e). Merci de ne pas le transmettre.',
    unexpected:
      'Vous n’attendiez pas ce message, ou il n’est pas pour vous ? Ouvrez le lien et choisissez « Ce n’est pas moi », ou supprimez ce message.',
    questions: 'Des questions ? {contact}',
  },
  sw: {
    subject: '{organisation} inakuomba selfi',
    reminder: 'Kumbusho: {organisation} inakuomba selfi',
    hello: 'Habari,',
    helloName: 'Habari {name},',
    asks: '{organisation} inakuomba upige selfi kwa simu yako. Inachukua takriban dakika moja. Utaona ni ya nini kabla kamera haijafunguka, na unaweza kukataa.',
    open: 'Fungua ukurasa wako',
    until: 'Kiungo kinafanya kazi hadi {until}.',
    own: 'Ni kwa ajili yako peke yako. Tafadhali usimpe mtu mwingine.',
    unexpected: 'Hukutarajia ujumbe huu, au si wako? Fungua kiungo na uchague “Huyu si mimi”, au ufute ujumbe huu.',
    questions: 'Una maswali? {contact}',
  },
  pt: {
    subject: '{organisation} pede-lhe uma selfie',
    reminder: 'Lembrete: {organisation} pede-lhe uma selfie',
    hello: 'Olá,',
    helloName: 'Olá {name},',
    asks: '{organisation} pede-lhe que tire uma selfie com o seu telefone. Demora cerca de um minuto. Verá para que serve antes de a câmara abrir, e pode recusar.',
    open: 'Abrir a sua página',
    until: 'O link funciona até {until}.',
    own: 'É só para si. Por favor, não o passe a ninguém.',
    unexpected:
      'Não esperava esta mensagem, ou não é para si? Abra o link e escolha “Não sou eu”, ou apague esta mensagem.',
    questions: 'Dúvidas? {contact}',
  },
  ar: {
    subject: 'تطلب منك {organisation} صورة سيلفي',
    reminder: 'تذكير: تطلب منك {organisation} صورة سيلفي',
    hello: 'مرحبًا،',
    helloName: 'مرحبًا {name}،',
    asks: 'تطلب منك {organisation} التقاط صورة سيلفي بهاتفك. يستغرق ذلك دقيقة تقريبًا. سترى سبب الطلب قبل أن تُفتح الكاميرا، ويمكنك الرفض.',
    open: 'افتح صفحتك',
    until: 'يعمل الرابط حتى {until}.',
    own: 'هذا الرابط لك وحدك. من فضلك لا تعطه لأحد.',
    unexpected: 'لم تكن تنتظر هذه الرسالة، أو ليست لك؟ افتح الرابط واختر «لست أنا المقصود»، أو احذف الرسالة.',
    questions: 'هل لديك أسئلة؟ {contact}',
  },
}
